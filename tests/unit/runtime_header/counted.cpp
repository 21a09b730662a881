#include "counted.h"
