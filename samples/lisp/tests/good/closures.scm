; Closures, scope, internal definitions, loops: what refers to itself.

(define (show . things) (for-each display things) (newline))

(define (make-counter)
  (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define c1 (make-counter))
(define c2 (make-counter))
(c1) (c1)
(show (c1) " " (c2))

(define (make-account balance)
  (define (withdraw amount)
    (if (> amount balance)
        'insufficient
        (begin (set! balance (- balance amount)) balance)))
  (define (deposit amount) (set! balance (+ balance amount)) balance)
  (lambda (message . arguments)
    (case message
      ((withdraw) (apply withdraw arguments))
      ((deposit) (apply deposit arguments))
      ((balance) balance)
      (else (error "unknown message" message)))))
(define account (make-account 100))
(show (account 'withdraw 30) " " (account 'deposit 5) " "
      (account 'withdraw 500) " " (account 'balance))

(define (compose . fs)
  (if (null? fs)
      (lambda (x) x)
      (lambda (x) ((car fs) ((apply compose (cdr fs)) x)))))
(show ((compose (lambda (x) (* x 2)) (lambda (x) (+ x 1))) 5))

(define (curry f . first) (lambda rest (apply f (append first rest))))
(show ((curry + 1 2) 3 4))

(define Y
  (lambda (f)
    ((lambda (x) (x x))
     (lambda (x) (f (lambda (n) ((x x) n)))))))
(show ((Y (lambda (self) (lambda (n) (if (= n 0) 1 (* n (self (- n 1)))))))
       10))

(define (parity n)
  (define (even? n) (if (= n 0) 'even (odd? (- n 1))))
  (define (odd? n) (if (= n 0) 'odd (even? (- n 1))))
  (even? n))
(show (parity 10) " " (parity 7))
(show (letrec ((even? (lambda (n) (or (= n 0) (odd? (- n 1)))))
               (odd? (lambda (n) (and (> n 0) (even? (- n 1))))))
        (list (even? 10) (odd? 10))))

(show (let loop ((i 0) (sum 0)) (if (> i 10) sum (loop (+ i 1) (+ sum i)))))
(show (do ((i 0 (+ i 1)) (list '() (cons i list))) ((= i 5) list)))
(define procedures
  (do ((i 0 (+ i 1)) (made '() (cons (lambda () i) made))) ((= i 3) made)))
(show (map (lambda (p) (p)) procedures))

(define x 1)
(define (get-x) x)
(show (let ((x 2)) (get-x)) " " (let* ((x 2) (y (* x 3))) (list x y)))
(define (shadow list) (let ((list (cdr list))) (car list)))
(show (shadow '(1 2 3)))
(define (optional a . rest) (list a rest))
(show (optional 1) (optional 1 2 3))
(show ((lambda all all) 1 2) ((lambda (a b . c) (list a b c)) 1 2))

(define (tree-insert tree x)
  (cond ((null? tree) (list x '() '()))
        ((< x (car tree))
         (list (car tree) (tree-insert (cadr tree) x) (caddr tree)))
        (else (list (car tree) (cadr tree) (tree-insert (caddr tree) x)))))
(define (tree->list tree)
  (if (null? tree) '()
      (append (tree->list (cadr tree)) (cons (car tree)
                                             (tree->list (caddr tree))))))
(show (tree->list (fold-left tree-insert '() '(5 2 8 1 9 3))))

; A ring of procedures, and of pairs: nobody outside, left to the collector.
(define (ring n)
  (let ((first (cons 0 '())))
    (let loop ((i 1) (last first))
      (if (= i n)
          (set-cdr! last first)
          (let ((next (cons i '()))) (set-cdr! last next) (loop (+ i 1) next))))
    first))
(do ((i 0 (+ i 1))) ((= i 100)) (ring 10))
(write (ring 4)) (newline)

(define s (cons-stream 1 (stream-map-1+ s)))
(define (stream-map-1+ s)
  (cons-stream (+ 1 (stream-car s)) (stream-map-1+ (stream-cdr s))))
(show (stream-head s 8))
(define n 0)
(define p (delay (begin (set! n (+ n 1)) n)))
(show (force p) (force p) (force 7))
(define width (make-parameter 10))
(show (width) (parameterize ((width 20)) (width)) (width))
