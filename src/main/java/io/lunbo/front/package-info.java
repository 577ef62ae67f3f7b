/**
 * What every connection and every request passes before an endpoint sees it: whether it is quick enough, whether its body is
 * whole and small enough, and who may look at the service's inside.
 *
 * <p>Imports the floor only.
 */
package io.lunbo.front;
