(define (deep n) (if (= n 0) (raise (list 'deep n "text")) (+ 1 (deep (- n 1)))))
(deep 1000)
