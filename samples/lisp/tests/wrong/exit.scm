; Leaves in the middle of everything.
(define (f n) (if (= n 0) (exit 7) (+ 1 (f (- n 1)))))
(display "leaving")
(newline)
(dynamic-wind (lambda () #f) (lambda () (f 100)) (lambda () (display "no")))
