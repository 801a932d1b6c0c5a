"""What the program is about: articles, sentences, annotations, labels. Standard library only, no I/O."""
