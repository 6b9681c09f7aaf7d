/* Steps of stochastic gradient descent for 784-16-16-10, sigmoid, in plain C: what the same loops cost without any library.
   Weights are (n_in, n_out), row by row, so that the innermost loops run over neurons side by side in memory. Four of five
   pixels are 0, and are skipped. */

#include <math.h>

enum { IN = 784, HIDDEN = 16, OUT = 10 };

static float sigmoid(float z) { return 1.0f / (1.0f + expf(-z)); }

static inline void layer(const float *W, const float *b, const float *x, int n_in, int n_out, float *a) {
    for (int j = 0; j < n_out; j++) a[j] = b[j];
    for (int i = 0; i < n_in; i++)
        if (x[i] != 0)
            for (int j = 0; j < n_out; j++) a[j] += W[i * n_out + j] * x[i];
    for (int j = 0; j < n_out; j++) a[j] = sigmoid(a[j]);
}

static inline void add(const float *delta, const float *a, int n_in, int n_out, float *dW, float *db) {
    for (int j = 0; j < n_out; j++) db[j] += delta[j];
    for (int i = 0; i < n_in; i++)
        if (a[i] != 0)
            for (int j = 0; j < n_out; j++) dW[i * n_out + j] += a[i] * delta[j];
}

static inline void back(const float *W, const float *delta, const float *a, int n_in, int n_out, float *before) {
    for (int i = 0; i < n_in; i++) {
        float sum = 0;
        for (int j = 0; j < n_out; j++) sum += W[i * n_out + j] * delta[j];
        before[i] = sum * a[i] * (1 - a[i]);
    }
}

/* p: W1, b1, W2, b2, W3, b3, one after the other; gradient: the same size. images (n, 784), targets (n, 10). */
void steps(float *p, float *gradient, const float *images, const float *targets, const long *order, int count, int m,
           float learning_rate) {
    const int w1 = 0, b1 = w1 + IN * HIDDEN, w2 = b1 + HIDDEN, b2 = w2 + HIDDEN * HIDDEN, w3 = b2 + HIDDEN,
              b3 = w3 + HIDDEN * OUT, all = b3 + OUT;
    for (int step = 0; step < count; step++) {
        for (int i = 0; i < all; i++) gradient[i] = 0;
        for (int e = 0; e < m; e++) {
            const float *x = images + order[step * m + e] * IN, *y = targets + order[step * m + e] * OUT;
            float a1[HIDDEN], a2[HIDDEN], a3[OUT], d1[HIDDEN], d2[HIDDEN], d3[OUT];
            layer(p + w1, p + b1, x, IN, HIDDEN, a1);
            layer(p + w2, p + b2, a1, HIDDEN, HIDDEN, a2);
            layer(p + w3, p + b3, a2, HIDDEN, OUT, a3);
            for (int j = 0; j < OUT; j++) d3[j] = 2 * (a3[j] - y[j]) / m * a3[j] * (1 - a3[j]);
            back(p + w3, d3, a2, HIDDEN, OUT, d2);
            back(p + w2, d2, a1, HIDDEN, HIDDEN, d1);
            add(d3, a2, HIDDEN, OUT, gradient + w3, gradient + b3);
            add(d2, a1, HIDDEN, HIDDEN, gradient + w2, gradient + b2);
            add(d1, x, IN, HIDDEN, gradient + w1, gradient + b1);
        }
        for (int i = 0; i < all; i++) p[i] -= learning_rate * gradient[i];
    }
}
