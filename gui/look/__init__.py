"""How things look and what they are called: colours, words, forms, icons."""
