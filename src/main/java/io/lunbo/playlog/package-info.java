/** What players logged, each play once. */
package io.lunbo.playlog;
