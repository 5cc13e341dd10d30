/* Every code of every room: what happened and what to do.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>

#include "formats/bt-import.h"
#include "messages/bt-messages-private.h"
#include "portal/bt-secret.h"
#include "text/bt-text.h"

static const BtWords text_words[] = {
  [BT_TEXT_ERROR_EMPTY] = { "empty", N_ ("There is nothing in this file but white space. "
                                         "Choose another file.") },
  [BT_TEXT_ERROR_BINARY] = { "binary", N_ ("This file is not text. Save it as plain text "
                                           "or HTML, then import it.") },
  [BT_TEXT_ERROR_ENCODING] = { "encoding",
                               N_ ("The text is in an encoding that cannot be read. Save "
                                   "it as UTF-8, then import it.") },
  [BT_TEXT_ERROR_TOO_LARGE] = { "too-large", N_ ("This file is too large for an article. "
                                                 "Import only the article's text.") },
  [BT_TEXT_ERROR_TIME] = { "time", N_ ("This is not a time. Write it as in “11:09 - "
                                       "28/12/2017”.") },
  [BT_TEXT_ERROR_TABLE_EMPTY] = { "table-empty",
                                  N_ ("There is no row in this list. Write "
                                      "a code, a tab and its text on each "
                                      "line.") },
  [BT_TEXT_ERROR_TABLE_BINARY] = { "table-binary",
                                   N_ ("This is not a text file. Save the spreadsheet as "
                                       "tab-separated text, then take it in.") },
  [BT_TEXT_ERROR_TABLE_ENCODING] = { "table-encoding",
                                     N_ ("The letters are in an encoding that is not "
                                         "known. Save the list as “Unicode text” or as "
                                         "UTF-8, then take it in.") },
  [BT_TEXT_ERROR_TABLE_TOO_LARGE] = { "table-too-large",
                                      N_ ("The list is too large, or a cell in it. Keep "
                                          "it under 16 MB and 200,000 rows, and take "
                                          "out what is no list.") },
  [BT_TEXT_ERROR_TABLE_COLUMNS] = { "table-columns",
                                    N_ ("There is no text for the code. Write the code, "
                                        "a tab, and what it stands for.") },
  [BT_TEXT_ERROR_TABLE_CODE] = { "table-code",
                                 N_ ("This cannot be a code. Codes are made of letters "
                                     "and digits without spaces, such as “bt1”.") },
  [BT_TEXT_ERROR_TABLE_DATE] = { "table-date",
                                 N_ ("This is not a date, or the end is before the "
                                     "beginning. Write it as in 28/12/2017, 12/2017 "
                                     "or 2017.") },
};

static const BtWords article_words[] = {
  [BT_ARTICLE_ERROR_SYNTAX] = { "syntax", N_ ("What is kept of this article cannot be "
                                              "read. Nothing was changed; show the "
                                              "details to your webmaster.") },
  [BT_ARTICLE_ERROR_VERSION] = { "version",
                                 N_ ("This article was written by a later version of Bản "
                                     "Thảo. Update the program to open "
                                     "it.") },
  [BT_ARTICLE_ERROR_INVALID] = { "invalid", N_ ("A part of this article is not valid, so "
                                                "it was not opened. Nothing was changed; "
                                                "show the details to your webmaster.") },
};

static const BtWords formats_words[] = {
  [BT_FORMATS_ERROR_UNKNOWN] = { "unknown-kind",
                                 N_ ("This kind of file cannot be imported. Save it as "
                                     "plain text or HTML, then import it.") },
  [BT_FORMATS_ERROR_NO_ARTICLE] = { "no-article",
                                    N_ ("No article was found in this file: it has no "
                                        "headline or no text. Check that it is the "
                                        "right file.") },
};

static const BtWords photo_words[] = {
  [BT_PHOTO_ERROR_READ] = { "read", N_ ("The photo cannot be read. Check that the file "
                                        "is there and that you may open "
                                        "it.") },
  [BT_PHOTO_ERROR_KIND] = { "kind", N_ ("This is not a photo that can be used. Choose a "
                                        "JPEG, PNG, WebP, HEIC or AVIF "
                                        "file.") },
  [BT_PHOTO_ERROR_TOO_LARGE] = { "too-large", N_ ("This photo is too large to open. Make "
                                                  "it smaller in a photo program, then "
                                                  "add it.") },
  [BT_PHOTO_ERROR_DAMAGED] = { "damaged", N_ ("This photo is damaged and cannot be "
                                              "shown. Copy it from the card or camera "
                                              "again.") },
  [BT_PHOTO_ERROR_LIMIT] = { "limit", N_ ("Opening this photo took more memory or time "
                                          "than one photo may. Save it again "
                                          "as a plain JPEG, then add it.") },
  [BT_PHOTO_ERROR_NO_SPACE] = { "no-space", N_ ("The disk is full, so the photo was not "
                                                "kept. Free some space and try "
                                                "again.") },
  [BT_PHOTO_ERROR_WRITE] = { "write", N_ ("The photo could not be written or deleted. "
                                          "Check that you may write into its folder, "
                                          "then try again.") },
  [BT_PHOTO_ERROR_MISSING] = { "missing", N_ ("This photo is not in the photo folder. "
                                              "Add it again from the original "
                                              "file.") },
  [BT_PHOTO_ERROR_CHANGED] = { "changed", N_ ("The kept photo is no longer what was "
                                              "added: its file was changed or damaged. "
                                              "Add it again from the original file.") },
  [BT_PHOTO_ERROR_WORKER] = { "worker", N_ ("The part of Bản Thảo that opens photos "
                                            "could not be started. Install the "
                                            "program again.") },
  [BT_PHOTO_ERROR_EXISTS] = { "exists",
                              N_ ("There is a file of this name already, and it was not "
                                  "replaced. Choose another name or folder.") },
  [BT_PHOTO_ERROR_UNSUPPORTED] = { "unsupported",
                                   N_ ("Captions cannot be written into a file of this "
                                       "kind. Export the photo as JPEG.") },
  [BT_PHOTO_ERROR_WATERMARK] = { "watermark",
                                 N_ ("The watermark picture cannot be used, and no photo "
                                     "goes out without it. Choose the PNG again, or turn "
                                     "the watermark off.") },
};

static const BtWords store_words[] = {
  [BT_STORE_ERROR_OPEN] = { "open", N_ ("The folder or file with your articles cannot be "
                                        "opened. Check that you may "
                                        "write there, then start again.") },
  [BT_STORE_ERROR_DAMAGED] = { "damaged",
                               N_ ("The file with your articles is damaged. Copy its "
                                   "folder to a safe place before anything else, then "
                                   "show the details to your webmaster.") },
  [BT_STORE_ERROR_NEWER] = { "newer", N_ ("Your articles were kept by a later version of "
                                          "Bản Thảo. Update the program.") },
  [BT_STORE_ERROR_FULL] = { "full", N_ ("The disk is full, so nothing was saved. Free "
                                        "some space and try again.") },
  [BT_STORE_ERROR_BUSY] = { "busy", N_ ("This is in use right now: something waits to be "
                                        "sent, or another program is at work on it. Wait "
                                        "or cancel that, then try again.") },
  [BT_STORE_ERROR_NOT_FOUND] = { "not-found", N_ ("Nothing of this name or number is "
                                                  "kept here. Check it.") },
  [BT_STORE_ERROR_EXISTS] = { "exists",
                              N_ ("This name is taken already. Choose another one.") },
  [BT_STORE_ERROR_STALE] = { "stale", N_ ("The article was changed elsewhere while you "
                                          "were writing, so it was not "
                                          "overwritten. Open it again and compare.") },
  [BT_STORE_ERROR_SQL] = { "sql",
                           N_ ("The article store reported an error, and nothing was "
                               "changed. Try again; if it "
                               "happens again, send the details to your webmaster.") },
};

static const BtWords portal_words[] = {
  [BT_PORTAL_ERROR_ADDRESS] = { "address", N_ ("This is not an address that can be used. "
                                               "Write the portal's address with "
                                               "https://.") },
  [BT_PORTAL_ERROR_OFFLINE] = { "offline", N_ ("The portal cannot be reached, and "
                                               "nothing was sent. Check the network; "
                                               "sending can be tried again.") },
  [BT_PORTAL_ERROR_UNKNOWN_OUTCOME] = { "unknown-outcome",
                                        N_ ("The portal did not answer in time, so it is "
                                            "not known yet whether "
                                            "it has the change. Before anything is sent "
                                            "again, the portal is "
                                            "asked what it has.") },
  [BT_PORTAL_ERROR_TLS] = { "tls", N_ ("The portal's certificate cannot be trusted, so "
                                       "nothing was sent. Check the date "
                                       "of this computer, and ask the webmaster to renew "
                                       "the certificate.") },
  [BT_PORTAL_ERROR_NO_INTERFACE] = { "no-interface",
                                     N_ ("There is a web site at this address, but no "
                                         "interface for writing. "
                                         "Check the address, and ask the webmaster to "
                                         "switch on the REST "
                                         "interface.") },
  [BT_PORTAL_ERROR_SIGN_IN] = { "sign-in", N_ ("The portal refused the user name or the "
                                               "application password. Check both; if "
                                               "they are right, ask the webmaster "
                                               "whether the server passes sign-ins "
                                               "on.") },
  [BT_PORTAL_ERROR_FORBIDDEN] = { "forbidden", N_ ("Your role on the portal may not do "
                                                   "this. Ask the webmaster for the "
                                                   "right.") },
  [BT_PORTAL_ERROR_NOT_FOUND] = { "not-found",
                                  N_ ("The portal no longer has what was asked for. Look "
                                      "on the portal whether it "
                                      "was deleted.") },
  [BT_PORTAL_ERROR_TRASHED] = { "trashed", N_ ("The article is in the portal's trash. "
                                               "Restore it there, then send again.") },
  [BT_PORTAL_ERROR_REFUSED] = { "refused", N_ ("The portal refused the content, and "
                                               "sending it again would not help. Show "
                                               "the details to the webmaster.") },
  [BT_PORTAL_ERROR_TOO_LARGE] = { "too-large",
                                  N_ ("The portal does not take a file of this size. "
                                      "Send a smaller photo, or ask "
                                      "the webmaster to raise the limit.") },
  [BT_PORTAL_ERROR_CHECKSUM] = { "checksum", N_ ("A photo arrived damaged at the portal "
                                                 "and was not kept there. Send it "
                                                 "again.") },
  [BT_PORTAL_ERROR_BUSY] = { "busy", N_ ("The portal is busy and asks to wait. Nothing "
                                         "was done; sending can be tried again "
                                         "later.") },
  [BT_PORTAL_ERROR_UNREADABLE] = { "unreadable", N_ ("The portal's answer could not be "
                                                     "understood. Try again later; if it "
                                                     "happens again, show the details to "
                                                     "the webmaster.") },
  [BT_PORTAL_ERROR_CHANGED] = { "changed",
                                N_ ("Somebody changed the article on the portal just "
                                    "now, so nothing was "
                                    "overwritten. Look at it there, then send again.") },
};

static const BtWords secret_words[] = {
  [BT_SECRET_ERROR_UNAVAILABLE] = { "unavailable",
                                    N_ ("No keyring for passwords is running. Start a "
                                        "keyring such as GNOME "
                                        "Keyring, or give the password in "
                                        "BANTHAO_PASSWORD.") },
  [BT_SECRET_ERROR_LOCKED] = { "locked", N_ ("The keyring with the portal's password is "
                                             "locked. Unlock it and try "
                                             "again.") },
  [BT_SECRET_ERROR_NOT_FOUND] = { "not-found",
                                  N_ ("No password is kept for this account. Remove the "
                                      "account and add it again "
                                      "with its application password.") },
};

static const BtWords sync_words[] = {
  [BT_SYNC_ERROR_NO_HEADLINE] = { "no-headline", N_ ("The article has no headline. Write "
                                                     "one, then send it.") },
  [BT_SYNC_ERROR_FIGURE_WITHOUT_PHOTO] = { "figure-without-photo",
                                           N_ ("A figure is still waiting for its photo, "
                                               "and readers would see "
                                               "the gap. Add the photo or remove the "
                                               "figure, then send.") },
  [BT_SYNC_ERROR_MAY_NOT_PUBLISH] = { "may-not-publish",
                                      N_ ("Your role on this portal may not publish. "
                                          "Submit the article for "
                                          "approval instead.") },
  [BT_SYNC_ERROR_MAY_NOT_EDIT] = { "may-not-edit",
                                   N_ ("The portal no longer lets you change this "
                                       "article. Ask an editor to "
                                       "change it or to return it to you.") },
  [BT_SYNC_ERROR_CHANGED_THERE] = { "changed-there",
                                    N_ ("Somebody changed the article on the portal "
                                        "since it was last sent, so "
                                        "nothing was overwritten. Look at it there, then "
                                        "decide whether yours "
                                        "replaces it.") },
  [BT_SYNC_ERROR_TRASHED_THERE] = { "trashed-there",
                                    N_ ("The article was put into the trash on the "
                                        "portal. Restore it there, "
                                        "then send again.") },
  [BT_SYNC_ERROR_DELETED_THERE] = { "deleted-there",
                                    N_ ("The article was deleted on the portal. Import "
                                        "the text as a new article "
                                        "if it is to be published again.") },
  [BT_SYNC_ERROR_TIME_PAST] = { "time-past", N_ ("The scheduled time is past. Choose a "
                                                 "later time, or publish now.") },
  [BT_SYNC_ERROR_TWINS] = { "twins", N_ ("The portal has this article more than once. "
                                         "Delete all but one there, then "
                                         "send again.") },
  [BT_SYNC_ERROR_PLACEHOLDER] = { "placeholder",
                                  N_ ("A hint of the template in braces was not written "
                                      "over. Press F4 to go to it; braces that are meant "
                                      "to stay begin with a space inside.") },
  [BT_SYNC_ERROR_CAPTION] = { "caption",
                              N_ ("The newsroom does not publish a photo with such a "
                                  "caption or credit. The list of checks says what is "
                                  "wrong; put it right, then send.") },
  [BT_SYNC_ERROR_SOURCE_GONE] = { "source-gone", N_ ("The card or folder is gone. Put it "
                                                     "back and take the photos in "
                                                     "again: those that are here already "
                                                     "are recognised.") },
};

/* One entry a code: a code without words does not compile. */
G_STATIC_ASSERT (G_N_ELEMENTS (text_words) == BT_TEXT_ERROR_TABLE_DATE + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (article_words) == BT_ARTICLE_ERROR_INVALID + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (formats_words) == BT_FORMATS_ERROR_NO_ARTICLE + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (photo_words) == BT_PHOTO_ERROR_WATERMARK + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (store_words) == BT_STORE_ERROR_SQL + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (portal_words) == BT_PORTAL_ERROR_CHANGED + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (secret_words) == BT_SECRET_ERROR_NOT_FOUND + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (sync_words) == BT_SYNC_ERROR_SOURCE_GONE + 1);

#define DOMAIN(name, words)                                                              \
  {                                                                                      \
    name, bt_##words##_error_quark, words##_words, G_N_ELEMENTS (words##_words)          \
  }

static const BtWordsDomain domains[] = {
  DOMAIN ("text", text),       DOMAIN ("article", article), DOMAIN ("import", formats),
  DOMAIN ("photo", photo),     DOMAIN ("store", store),     DOMAIN ("portal", portal),
  DOMAIN ("password", secret), DOMAIN ("send", sync),
};

const BtWordsDomain *
bt_words_domains (guint *n)
{
  *n = G_N_ELEMENTS (domains);
  return domains;
}
