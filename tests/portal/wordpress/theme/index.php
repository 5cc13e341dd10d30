<!DOCTYPE html>
<html <?php language_attributes (); ?>>
<head>
<meta charset="<?php bloginfo ('charset'); ?>">
<meta name="viewport" content="width=device-width, initial-scale=1">
<?php wp_head (); ?>
</head>
<body <?php body_class (); ?>>
<header><a href="<?php echo esc_url (home_url ('/')); ?>"><?php bloginfo ('name'); ?></a></header>
<main>
<?php while (have_posts ()): the_post (); ?>
<article id="post-<?php the_ID (); ?>">
<?php if (is_singular ()): ?>
<h1><?php the_title (); ?></h1>
<time datetime="<?php echo esc_attr (get_the_date ('c')); ?>"><?php echo get_the_date ('H:i - d/m/Y'); ?></time>
<?php
// A featured picture that stands in the text already is not shown twice.
if (has_post_thumbnail () && !str_contains (get_the_content (), 'wp-image-' . get_post_thumbnail_id () . '"'))
  {
    $caption = get_the_post_thumbnail_caption ();
    echo '<figure class="featured">', get_the_post_thumbnail (null, 'large'),
      $caption ? '<figcaption>' . wp_kses_post ($caption) . '</figcaption>' : '', "</figure>\n";
  }
the_content ();
?>
<?php else: ?>
<h2><a href="<?php the_permalink (); ?>"><?php the_title (); ?></a></h2>
<time><?php echo get_the_date ('H:i - d/m/Y'); ?></time>
<?php the_excerpt (); ?>
<?php endif; ?>
</article>
<?php endwhile; ?>
</main>
<?php wp_footer (); ?>
</body>
</html>
