enum { FE_INVALID = 1, FE_DIVBYZERO = 2, FE_OVERFLOW = 4 };
int feclearexcept(int), fetestexcept(int);
