double fabs(double), sqrt(double), expm1(double), log(double), log1p(double), pow(double, double);
