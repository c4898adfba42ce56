problem-taken = This is used already. Choose another.
problem-not-a-link = This is not a web address. It begins with https://
problem-does-not-fit = This does not fit your other answers.
