(define-macro (bad x) (list 'quote (car x)))
(display (bad (a)))
(newline)
(display (bad b))
