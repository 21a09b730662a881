; An error in a handler goes to the one outside of it; here there is none.
(with-exception-handler
  (lambda (e) (vector-ref (vector) 0))
  (lambda () (car 1)))
