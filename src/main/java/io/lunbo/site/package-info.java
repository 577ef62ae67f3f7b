/**
 * Sites (点位) where screens stand, and groups that screens may belong to.
 *
 * <p>Imports the floor only: screens know their site and groups, not the other way round.
 */
package io.lunbo.site;
