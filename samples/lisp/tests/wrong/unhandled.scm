; An error that nobody handles ends the program; what was written before stays.
(define (inner list) (+ 1 (car list)))
(define (outer x) (string-append "a" (inner x)))
(display "before")
(newline)

(outer
  '())
(display "not reached")
