#define SCALE 10
