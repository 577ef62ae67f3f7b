/** The three reviews of a media for one run: who signed what, in which stage, over which bytes. */
package io.lunbo.review;
