// The check of quotations, without a page: what this folder has, others take.
