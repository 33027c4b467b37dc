"""Qt without widgets: models, images, and the one bridge that publishes to the main thread."""
