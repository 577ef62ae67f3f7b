/** What is to be shown, when, where and how often: campaigns, their screens and their spots. */
package io.lunbo.campaign;
