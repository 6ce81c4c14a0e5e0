// The texts as the pages that ask them have them: what this folder has, others take.
