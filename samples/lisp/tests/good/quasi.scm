; Quasi-quotation: holes, splices, levels, vectors.

(define x 5)
(define list-of (list 1 2 3))
(define (show v) (write v) (newline))

(show `(a b c))
(show `(a ,x c))
(show `(a ,(+ x 1) ,@list-of z))
(show `(,@list-of))
(show `(,@list-of . tail))
(show `(,@'() ,@'() end))
(show `#(1 ,x ,@list-of))
(show `((nested ,x) (,@list-of)))
(show `(1 . ,x))
(show `,x)
(show `(a `(b ,(c ,x))))
(show `(a `(b ,(c ,@list-of))))
(show `(a `(b ,@(c ,@list-of))))
(show '`(a ,b ,@c))
(show (let ((name 'foo)) `(define (,name . args) (list 'called ,@list-of))))
(show (eval `(let ((y ,x)) (* y y))))
(show `(1 ,@(map (lambda (n) (* n n)) list-of) ,@(list 'a "b" #\c)))
(show (quasiquote (x (unquote x) (unquote-splicing list-of))))

; A constant is one object each time.
(define (constant) '(1 2))
(show (eq? (constant) (constant)))

; A macro by hand.
(define-macro (swap! a b)
  (let ((t (gensym))) `(let ((,t ,a)) (set! ,a ,b) (set! ,b ,t))))
(define p 1)
(define q 2)
(swap! p q)
(show (list p q))
(define-macro (my-or . forms)
  (if (null? forms) #f
      (let ((t (gensym)))
        `(let ((,t ,(car forms))) (if ,t ,t (my-or ,@(cdr forms)))))))
(show (my-or #f #f 7))
(define-macro unless2 (lambda (test . body) `(if ,test #f (begin ,@body))))
(show (unless2 #f 1 2))
