#define SCALE 1 /* of another folder */
