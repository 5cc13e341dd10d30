<?php
// No mail leaves a test; pictures are made by GD.
add_filter ('pre_wp_mail', '__return_true');
add_filter ('wp_image_editors', fn () => ['WP_Image_Editor_GD']);
