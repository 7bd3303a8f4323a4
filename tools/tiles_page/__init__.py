"""docs/tiles/ and docs/gallery.md, made of the declarations and the specimens."""
