(define-syntax two (syntax-rules () ((_ a b) (list a b))))
(display (two 1 2))
(newline)
(two 1)
