"""The assignment `first_statistics`: three small functions, in the tests a course's second author."""
