<?php
/* Reads post content on standard input and writes what WordPress' own parser and serialiser
 * make of it. With "author" as argument the content first goes through the filter for people
 * who may not write any HTML.
 * SPDX-License-Identifier: GPL-3.0-or-later */

error_reporting(E_ALL);
ini_set('display_errors', 'stderr');
ini_set('memory_limit', '1G');
const ABSPATH = '/usr/share/wordpress/';
const WPINC = 'wp-includes';

require ABSPATH . WPINC . '/plugin.php';
require ABSPATH . WPINC . '/class-wp-block-parser.php';
require ABSPATH . WPINC . '/blocks.php';
require ABSPATH . WPINC . '/formatting.php';
require ABSPATH . WPINC . '/kses.php';
require ABSPATH . WPINC . '/functions.php';

$content = stream_get_contents(STDIN);
if (($argv[1] ?? '') === 'author') {
	add_filter('pre_kses', 'wp_pre_kses_block_attributes', 10, 3);
	$content = wp_unslash(wp_filter_post_kses(wp_slash($content)));
	echo $content;
	exit(0);
}
echo serialize_blocks(parse_blocks($content));
