/**
 * Where photos of walls are sent from a phone, looked at, and taken over by programs. The newest pictures of players are
 * listed beside them as another kind: a picture of a player is what it thinks that it shows, a photo is the wall.
 */
package io.lunbo.photodesk;
