; Lists deeper than the reader allows, made by a macro, and by hand.
(define (nest n) (if (= n 0) 0 (list '+ 1 (nest (- n 1)))))
(display (eval (nest 500)))
(newline)
(eval (nest 50000))
