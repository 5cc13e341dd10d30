/* The routes of the REST interface, and what they answer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice/bt-practice-post.h"
#include "practice/bt-practice-request.h"

G_BEGIN_DECLS

/** BtPracticeHandler: Returns: (transfer full): the answer; %NULL after
 * bt_practice_fail() */
typedef JsonNode *(*BtPracticeHandler) (BtPracticeRequest *request);

/** bt_practice_rest_answer: finds the route and has it answered. Returns: (transfer
 * full): what the client gets, an error object included */
JsonNode *bt_practice_rest_answer (BtPracticeRequest *request);

/* The handlers, each of one route and method. */

/** bt_practice_get_index: what the portal says of itself, to anybody. */
JsonNode *bt_practice_get_index (BtPracticeRequest *request);

/** bt_practice_get_me: users, as far as they may be seen. */
JsonNode *bt_practice_get_me (BtPracticeRequest *request);
JsonNode *bt_practice_get_user (BtPracticeRequest *request);

/** bt_practice_list_posts: posts and their revisions. */
JsonNode *bt_practice_list_posts (BtPracticeRequest *request);
JsonNode *bt_practice_create_post (BtPracticeRequest *request);
JsonNode *bt_practice_get_post (BtPracticeRequest *request);
JsonNode *bt_practice_update_post (BtPracticeRequest *request);
JsonNode *bt_practice_remove_post (BtPracticeRequest *request);
JsonNode *bt_practice_list_revisions (BtPracticeRequest *request);

/** bt_practice_list_media: the media library. */
JsonNode *bt_practice_list_media (BtPracticeRequest *request);
JsonNode *bt_practice_create_media (BtPracticeRequest *request);
JsonNode *bt_practice_get_media (BtPracticeRequest *request);
JsonNode *bt_practice_update_media (BtPracticeRequest *request);
JsonNode *bt_practice_remove_media (BtPracticeRequest *request);
JsonNode *bt_practice_process_media (BtPracticeRequest *request);

/** bt_practice_list_categories: sections and tags. */
JsonNode *bt_practice_list_categories (BtPracticeRequest *request);
JsonNode *bt_practice_create_category (BtPracticeRequest *request);
JsonNode *bt_practice_get_category (BtPracticeRequest *request);
JsonNode *bt_practice_list_tags (BtPracticeRequest *request);
JsonNode *bt_practice_create_tag (BtPracticeRequest *request);
JsonNode *bt_practice_get_tag (BtPracticeRequest *request);

/** bt_practice_post_to_json, bt_practice_media_to_json: Returns: (transfer full): a post
 * or media item as context view or edit shows it */
JsonObject *bt_practice_post_to_json (BtPracticeRequest *request,
                                      const BtPracticePost *post,
                                      gboolean edit);
JsonObject *bt_practice_media_to_json (BtPracticeRequest *request,
                                       const BtPracticePost *media,
                                       gboolean edit);

/** bt_practice_add_text_object: object.@name = {"raw" (in edit only), "rendered"}. Gives
 * the new object for more. */
JsonObject *bt_practice_add_text_object (JsonObject *object,
                                         const char *name,
                                         const char *raw,
                                         const char *rendered,
                                         gboolean edit);
/** bt_practice_add_time: object.@name = "2017-12-28T11:09:00". */
void bt_practice_add_time (JsonObject *object, const char *name, const char *time);
/** bt_practice_render_content: Returns: (transfer full): block markup as readers get it,
 * filtered whoever wrote it */
char *bt_practice_render_content (const char *content);
/** bt_practice_render_paragraphs: Returns: (transfer full): an excerpt or a caption in
 * <p> */
char *bt_practice_render_paragraphs (const char *text);

/** bt_practice_list: the rows of a list of posts or media, with its paging headers.
 * @to_json: how a row is shown. */
JsonNode *bt_practice_list (BtPracticeRequest *request,
                            const char *type,
                            JsonObject *(*to_json) (BtPracticeRequest *,
                                                    const BtPracticePost *,
                                                    gboolean));

G_END_DECLS
