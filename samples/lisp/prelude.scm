; What is written in Scheme: procedures that call procedures, so that their
; continuations are ordinary ones, and forms that syntax-rules can make.

; ---- lists ----

(define (map1 f list)
  (let loop ((list list) (done '()))
    (if (pair? list)
        (loop (cdr list) (cons (f (car list)) done))
        (reverse done))))

(define (any1 f list)
  (and (pair? list) (or (f (car list)) (any1 f (cdr list)))))

(define (map f first . others)
  (if (null? others)
      (map1 f first)
      (let loop ((lists (cons first others)) (done '()))
        (if (any1 null? lists)
            (reverse done)
            (loop (map1 cdr lists)
                  (cons (apply f (map1 car lists)) done))))))

(define (for-each f first . others)
  (if (null? others)
      (let loop ((list first))
        (if (pair? list) (begin (f (car list)) (loop (cdr list)))))
      (let loop ((lists (cons first others)))
        (if (not (any1 null? lists))
            (begin (apply f (map1 car lists)) (loop (map1 cdr lists)))))))

(define (append-map f list) (apply append (map1 f list)))

(define (filter keep? list)
  (let loop ((list list) (done '()))
    (cond ((null? list) (reverse done))
          ((keep? (car list)) (loop (cdr list) (cons (car list) done)))
          (else (loop (cdr list) done)))))

(define (remove drop? list) (filter (lambda (x) (not (drop? x))) list))
(define (delete x list) (remove (lambda (y) (equal? x y)) list))

(define (fold-left f start list)
  (if (null? list) start (fold-left f (f start (car list)) (cdr list))))

(define (fold-right f start list)
  (fold-left (lambda (done x) (f x done)) start (reverse list)))

(define (fold f start list)
  (fold-left (lambda (done x) (f x done)) start list))

(define (reduce f start list)
  (if (null? list) start (fold f (car list) (cdr list))))

(define (any f first . others)
  (if (null? others)
      (any1 f first)
      (let loop ((lists (cons first others)))
        (and (not (any1 null? lists))
             (or (apply f (map1 car lists)) (loop (map1 cdr lists)))))))

(define (every f first . others)
  (let loop ((lists (cons first others)) (last #t))
    (if (any1 null? lists)
        last
        (let ((value (apply f (map1 car lists))))
          (and value (loop (map1 cdr lists) value))))))

(define (iota count . more)
  (let ((start (if (pair? more) (car more) 0))
        (step (if (and (pair? more) (pair? (cdr more))) (cadr more) 1)))
    (let loop ((i (- count 1)) (done '()))
      (if (< i 0) done (loop (- i 1) (cons (+ start (* i step)) done))))))

(define (last list) (car (last-pair list)))
(define (list-head list count)
  (if (= count 0)
      '()
      (cons (car list) (list-head (cdr list) (- count 1)))))
(define (list-index f list)
  (let loop ((list list) (i 0))
    (cond ((null? list) #f)
          ((f (car list)) i)
          (else (loop (cdr list) (+ i 1))))))
(define (find f list)
  (let ((rest (find-tail f list))) (and rest (car rest))))
(define (find-tail f list)
  (cond ((null? list) #f) ((f (car list)) list)
        (else (find-tail f (cdr list)))))
(define (list-set! list i x) (set-car! (list-tail list i) x))
(define (delete-duplicates list)
  (fold-right (lambda (x done) (cons x (delete x done))) '() list))

(define (merge-lists a b less?)
  (let loop ((a a) (b b) (done '()))
    (cond ((null? a) (append (reverse done) b))
          ((null? b) (append (reverse done) a))
          ((less? (car b) (car a)) (loop a (cdr b) (cons (car b) done)))
          (else (loop (cdr a) b (cons (car a) done))))))

(define (sort things less?)
  (define (sort-list list count)
    (if (< count 2)
        (list-head list count)
        (let ((half (quotient count 2)))
          (merge-lists (sort-list list half)
                       (sort-list (list-tail list half) (- count half))
                       less?))))
  (if (vector? things)
      (list->vector (sort (vector->list things) less?))
      (sort-list things (length things))))

; ---- numbers ----

(define (positive? n) (> n 0))
(define (negative? n) (< n 0))
(define (square n) (* n n))
(define (1+ n) (+ n 1))
(define (-1+ n) (- n 1))
(define (lcm a b)
  (if (or (= a 0) (= b 0)) 0 (abs (* a (quotient b (gcd a b))))))
(define (exact-rational? n) (and (number? n) (exact? n)))

; ---- vectors, strings and characters ----

(define (vector-map f vector . others)
  (list->vector
    (apply map f (vector->list vector) (map1 vector->list others))))
(define (vector-for-each f vector . others)
  (apply for-each f (vector->list vector) (map1 vector->list others)))
(define (vector-append . vectors)
  (list->vector (append-map vector->list vectors)))
(define (string-for-each f string) (for-each f (string->list string)))
(define (string-map f string) (list->string (map1 f (string->list string))))
(define (string-null? string) (= (string-length string) 0))
(define (string-join strings between)
  (if (null? strings)
      ""
      (apply string-append
             (car strings)
             (append-map (lambda (s) (list between s)) (cdr strings)))))
(define (string-split string at)
  (let loop ((chars (string->list string)) (word '()) (done '()))
    (define (all) (cons (list->string (reverse word)) done))
    (cond ((null? chars) (reverse (all)))
          ((char=? (car chars) at) (loop (cdr chars) '() (all)))
          (else (loop (cdr chars) (cons (car chars) word) done)))))
(define (string-index string c)
  (list-index (lambda (x) (char=? x c)) (string->list string)))
(define (string<=? a b) (not (string>? a b)))
(define (string>=? a b) (not (string<? a b)))
(define (char>? a b) (char<? b a))
(define (char<=? a b) (not (char<? b a)))
(define (char>=? a b) (not (char<? a b)))

; ---- hash tables ----

(define (hash-table-update! table key f . missing)
  (hash-table-set! table key
                   (f (apply hash-table-ref table key missing))))
(define (hash-table-update!/default table key f default)
  (hash-table-set! table key (f (hash-table-ref/default table key default))))
(define (hash-table-keys table) (map1 car (hash-table->alist table)))
(define (hash-table-values table) (map1 cdr (hash-table->alist table)))
(define (hash-table-walk table f)
  (for-each (lambda (entry) (f (car entry) (cdr entry)))
            (hash-table->alist table)))

; ---- continuations ----
; `winders` are the (before . after) of the dynamic-winds that we are in. A
; continuation leaves those that it is not in, and enters those that it is.

(define winders '())

(define (dynamic-wind before thunk after)
  (before)
  (set! winders (cons (cons before after) winders))
  (call-with-values
    thunk
    (lambda results
      (set! winders (cdr winders))
      (after)
      (apply values results))))

(define (common-winders a b)
  (let ((na (length a)) (nb (length b)))
    (let loop ((a (if (> na nb) (list-tail a (- na nb)) a))
               (b (if (> nb na) (list-tail b (- nb na)) b)))
      (if (eq? a b) a (loop (cdr a) (cdr b))))))

(define (rewind target)
  (define common (common-winders target winders))
  (define (leave)
    (if (not (eq? winders common))
        (let ((after (cdar winders)))
          (set! winders (cdr winders))
          (after)
          (leave))))
  (define (enter list)
    (if (not (eq? list common))
        (begin (enter (cdr list))
               ((caar list))
               (set! winders list))))
  (leave)
  (enter target))

(define call/cc
  (let ((call/cc call/cc))
    (lambda (receiver)
      (call/cc
        (lambda (k)
          (define target winders)
          (receiver
            (lambda results
              (if (not (eq? winders target)) (rewind target))
              (apply k results))))))))
(define call-with-current-continuation call/cc)

(define-syntax let/cc
  (syntax-rules () ((_ k body ...) (call/cc (lambda (k) body ...)))))

; ---- procedures of several shapes ----

(define (formals-fit? formals count)
  (cond ((pair? formals)
         (and (> count 0) (formals-fit? (cdr formals) (- count 1))))
        ((null? formals) (= count 0))
        (else #t)))

(define-syntax case-lambda
  (syntax-rules ()
    ((_ (formals body ...) ...)
     (lambda arguments
       (let ((count (length arguments)))
         (cond ((formals-fit? 'formals count)
                (apply (lambda formals body ...) arguments))
               ...
               (else (error "no clause takes these:" arguments))))))))

; ---- errors ----

(define-syntax guard
  (syntax-rules ()
    ((_ (e clause ...) body ...)
     ((call/cc
        (lambda (k)
          (with-exception-handler
            (lambda (e)
              (k (lambda () (guard-clauses e clause ...))))
            (lambda ()
              (call-with-values
                (lambda () body ...)
                (lambda results
                  (lambda () (apply values results))))))))))))

(define-syntax guard-clauses
  (syntax-rules (else)
    ((_ e clause ... (else result ...))
     (cond clause ... (else result ...)))
    ((_ e clause ...)
     (cond clause ... (else (raise-continuable e))))))

(define (condition-text e)
  (call-with-output-string (lambda (port) (display e port))))

(define (assert true? . message)
  (if (not true?) (apply error "assertion failed" message)))

; ---- ports ----

(define (call-with-output-string f)
  (let ((port (open-output-string)))
    (f port)
    (get-output-string port)))

(define (with-output-to-string thunk)
  (let ((before (current-output-port)) (port (open-output-string)))
    (dynamic-wind
      (lambda () (set-current-output-port! port))
      thunk
      (lambda () (set-current-output-port! before)))
    (get-output-string port)))

(define (call-with-output-file name f)
  (let ((port (open-output-file name)))
    (call-with-values
      (lambda () (f port))
      (lambda results (close-port port) (apply values results)))))

(define (call-with-input-file name f) (f (open-input-file name)))

(define (read-all port)
  (let loop ((done '()))
    (let ((datum (read port)))
      (if (eof-object? datum) (reverse done) (loop (cons datum done))))))

; ---- promises and streams ----

(define-record-type promise (make-promise done? value) promise?
  (done? promise-done? set-promise-done!)
  (value promise-value set-promise-value!))

(define-syntax delay
  (syntax-rules () ((_ e) (make-promise #f (lambda () e)))))

(define (force promise)
  (cond ((not (promise? promise)) promise)
        ((promise-done? promise) (promise-value promise))
        (else
         (let ((value ((promise-value promise))))
           (if (not (promise-done? promise))
               (begin (set-promise-done! promise #t)
                      (set-promise-value! promise value)))
           (promise-value promise)))))

(define-syntax cons-stream
  (syntax-rules () ((_ a b) (cons a (delay b)))))
(define stream-car car)
(define (stream-cdr stream) (force (cdr stream)))
(define the-empty-stream '())
(define stream-null? null?)
(define (stream-head stream count)
  (if (= count 0)
      '()
      (cons (stream-car stream)
            (stream-head (stream-cdr stream) (- count 1)))))

; ---- several values, parameters ----

(define-syntax receive
  (syntax-rules ()
    ((_ names form body ...)
     (call-with-values (lambda () form) (lambda names body ...)))))

(define-syntax let-values
  (syntax-rules ()
    ((_ () body ...) (let () body ...))
    ((_ ((names form) more ...) body ...)
     (receive names form (let-values (more ...) body ...)))))

(define-syntax let*-values
  (syntax-rules ()
    ((_ bindings body ...) (let-values bindings body ...))))

(define (make-parameter value)
  (lambda new
    (if (null? new)
        value
        (let ((before value)) (set! value (car new)) before))))

(define-syntax parameterize
  (syntax-rules ()
    ((_ () body ...) (let () body ...))
    ((_ ((parameter form) more ...) body ...)
     (let ((new form) (p parameter))
       (dynamic-wind
         (lambda () (set! new (p new)))
         (lambda () (parameterize (more ...) body ...))
         (lambda () (set! new (p new))))))))
