/** The demo campaign, set up through the same deeds that operators do. */
package io.lunbo.demo;
