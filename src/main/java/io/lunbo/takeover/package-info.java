/** What goes before every sheet: blackouts and inserts. */
package io.lunbo.takeover;
