-- Today, where the certification body is; no parameters.
SELECT sw.today() AS today
