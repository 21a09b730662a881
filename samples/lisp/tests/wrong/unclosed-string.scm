(display "one)
