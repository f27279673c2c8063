#pragma once

// Absolute values, minima and maxima.

extern "C" int abs(int x) noexcept;
extern "C" long labs(long x) noexcept;
extern "C" long long llabs(long long x) noexcept;
static inline long abs(long x) { return labs(x); }
static inline long long abs(long long x) { return llabs(x); }
static inline float abs(float x) { return fabsf(x); }
static inline double abs(double x) { return fabs(x); }

static inline int min(int x, int y) { return x < y ? x : y; }
static inline unsigned int min(unsigned int x, unsigned int y) { return x < y ? x : y; }
static inline long min(long x, long y) { return x < y ? x : y; }
static inline unsigned long min(unsigned long x, unsigned long y) { return x < y ? x : y; }
static inline long long min(long long x, long long y) { return x < y ? x : y; }
static inline unsigned long long min(unsigned long long x, unsigned long long y) { return x < y ? x : y; }
static inline unsigned int min(int x, unsigned int y) { return min((unsigned int)x, y); }
static inline unsigned int min(unsigned int x, int y) { return min(x, (unsigned int)y); }
static inline unsigned long min(long x, unsigned long y) { return min((unsigned long)x, y); }
static inline unsigned long min(unsigned long x, long y) { return min(x, (unsigned long)y); }
static inline unsigned long long min(long long x, unsigned long long y) { return min((unsigned long long)x, y); }
static inline unsigned long long min(unsigned long long x, long long y) { return min(x, (unsigned long long)y); }
static inline float min(float x, float y) { return fminf(x, y); }
static inline double min(double x, double y) { return fmin(x, y); }
static inline double min(float x, double y) { return fmin((double)x, y); }
static inline double min(double x, float y) { return fmin(x, (double)y); }

static inline int max(int x, int y) { return x > y ? x : y; }
static inline unsigned int max(unsigned int x, unsigned int y) { return x > y ? x : y; }
static inline long max(long x, long y) { return x > y ? x : y; }
static inline unsigned long max(unsigned long x, unsigned long y) { return x > y ? x : y; }
static inline long long max(long long x, long long y) { return x > y ? x : y; }
static inline unsigned long long max(unsigned long long x, unsigned long long y) { return x > y ? x : y; }
static inline unsigned int max(int x, unsigned int y) { return max((unsigned int)x, y); }
static inline unsigned int max(unsigned int x, int y) { return max(x, (unsigned int)y); }
static inline unsigned long max(long x, unsigned long y) { return max((unsigned long)x, y); }
static inline unsigned long max(unsigned long x, long y) { return max(x, (unsigned long)y); }
static inline unsigned long long max(long long x, unsigned long long y) { return max((unsigned long long)x, y); }
static inline unsigned long long max(unsigned long long x, long long y) { return max(x, (unsigned long long)y); }
static inline float max(float x, float y) { return fmaxf(x, y); }
static inline double max(double x, double y) { return fmax(x, y); }
static inline double max(float x, double y) { return fmax((double)x, y); }
static inline double max(double x, float y) { return fmax(x, (double)y); }

static inline unsigned int umin(unsigned int x, unsigned int y) { return min(x, y); }
static inline unsigned int umax(unsigned int x, unsigned int y) { return max(x, y); }
static inline long long llmin(long long x, long long y) { return min(x, y); }
static inline long long llmax(long long x, long long y) { return max(x, y); }
static inline unsigned long long ullmin(unsigned long long x, unsigned long long y) { return min(x, y); }
static inline unsigned long long ullmax(unsigned long long x, unsigned long long y) { return max(x, y); }
