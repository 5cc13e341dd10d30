<?php
add_theme_support ('post-thumbnails');
add_theme_support ('title-tag');
add_theme_support ('html5', ['caption', 'gallery']);
add_action ('wp_enqueue_scripts', fn () => wp_enqueue_style ('theme', get_stylesheet_uri ()));
