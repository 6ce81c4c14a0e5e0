"""Language: strings only. Characters, words, sentences, forms, Chinese."""
