/** What tests of several features share. */
package io.lunbo.testsupport;
