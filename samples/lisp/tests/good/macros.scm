; syntax-rules: ellipses, literals, recursion, and names that do not mix.

(define (show . things) (for-each display things) (newline))

(define-syntax swap!
  (syntax-rules () ((_ a b) (let ((tmp a)) (set! a b) (set! b tmp)))))
(define tmp 1)
(define other 2)
(swap! tmp other)
(show tmp " " other)

(define-syntax my-or
  (syntax-rules ()
    ((_) #f)
    ((_ e) e)
    ((_ e r ...) (let ((t e)) (if t t (my-or r ...))))))
(define t 5)
(show (my-or #f t))
(show (let ((if list)) (my-or #f 3)))

(define-syntax while
  (syntax-rules ()
    ((_ test body ...)
     (let loop () (when test body ... (loop))))))
(define i 0)
(while (< i 3) (display i) (set! i (+ i 1)))
(newline)

(define-syntax my-let
  (syntax-rules ()
    ((_ ((name value) ...) body ...) ((lambda (name ...) body ...) value ...))))
(show (my-let ((a 1) (b 2)) (+ a b)))

(define-syntax my-let*
  (syntax-rules ()
    ((_ () body ...) (let () body ...))
    ((_ ((n v) more ...) body ...)
     (let ((n v)) (my-let* (more ...) body ...)))))
(show (my-let* ((a 1) (b (+ a 1)) (c (* b 3))) (list a b c)))

(define-syntax for
  (syntax-rules (in from to)
    ((_ x in list body ...) (for-each (lambda (x) body ...) list))
    ((_ x from a to b body ...)
     (do ((x a (+ x 1))) ((> x b)) body ...))))
(for x in '(a b c) (display x))
(for n from 1 to 5 (display n))
(newline)

; Ellipses in ellipses, and with something behind.
(define-syntax flatten-pairs
  (syntax-rules () ((_ ((a b ...) ...)) '(a ... (b ... ) ...))))
(show (flatten-pairs ((1 2 3) (4) (5 6))))
(define-syntax all-of
  (syntax-rules () ((_ (a ...) ...) '(a ... ...))))
(show (all-of (1 2) () (3)))
(define-syntax last-first
  (syntax-rules () ((_ a ... z) '(z a ...))))
(show (last-first 1 2 3 4))
(define-syntax vector-of
  (syntax-rules () ((_ a ...) '#(a ... end))))
(show (vector-of 1 2))
(define-syntax kv
  (syntax-rules () ((_ (k . v) ...) '((v . k) ...))))
(show (kv (a . 1) (b . 2)))

; A macro that defines a macro, and one that defines variables.
(define-syntax define-getter
  (syntax-rules ()
    ((_ name value)
     (define-syntax name (syntax-rules () ((_) value))))))
(define-getter seven 7)
(show (seven))
(define-syntax define-two
  (syntax-rules () ((_ a b v) (begin (define a v) (define b v)))))
(define-two one uno 1)
(show one uno)
(define (inner)
  (define-two x y 3)
  (define-syntax twice (syntax-rules () ((_ e) (begin e e))))
  (twice (set! x (+ x y)))
  x)
(show (inner))

; A literal ellipsis.
(define-syntax dots (syntax-rules () ((_ a) '(a (... ...)))))
(show (dots x))

; A local variable is not what the macro means by the same name.
(define helper 'global)
(define-syntax get-helper (syntax-rules () ((_) helper)))
(show (let ((helper 'local)) (list helper (get-helper))))
(define-syntax my-cond
  (syntax-rules (else)
    ((_ (else e)) e)
    ((_ (c e) more ...) (if c e (my-cond more ...)))))
(show (my-cond (#f 1) ((= 1 1) 2) (else 3)))

(define area
  (case-lambda ((side) (* side side)) ((a b) (* a b)) ((a . rest) rest)))
(show (area 3) " " (area 3 4) " " (area 1 2 3))
(show (let-syntax ((ten (syntax-rules () ((_) 10)))) (+ (ten) 1)))
(show (letrec-syntax
        ((my-even? (syntax-rules () ((_) #t) ((_ x r ...) (my-odd? r ...))))
         (my-odd? (syntax-rules () ((_) #f) ((_ x r ...) (my-even? r ...)))))
        (list (my-even? 1 2) (my-even? 1 2 3))))
