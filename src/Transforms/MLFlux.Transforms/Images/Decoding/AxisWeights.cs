namespace MLFlux.Images;

/// <summary>
/// How the pixels along one axis of an image make up those of a result: a triangle as wide as one pixel of the larger grid to
/// each side, which interpolates linearly where an image grows and counts every pixel where it shrinks.
/// </summary>
internal sealed class AxisWeights
{
    private int[] _starts = [];
    private int[] _offsets = [];
    private float[] _weights = [];
    private (int Size, double First, double Length, int Count) _made;

    /// <summary>The number of pixels in the result.</summary>
    public int Count => _made.Count;

    /// <summary>The first pixel of the image that counts in a pixel of the result.</summary>
    public int Start(int index) => _starts[index];

    /// <summary>The weights, which add up to 1, of that pixel and those behind it.</summary>
    public ReadOnlySpan<float> Weights(int index) => _weights.AsSpan(_offsets[index], _offsets[index + 1] - _offsets[index]);

    /// <summary>Computes the weights, unless they are what was computed last.</summary>
    /// <param name="size">The pixels of the image along the axis.</param>
    /// <param name="first">Where the part that is used begins.</param>
    /// <param name="length">How long that part is.</param>
    /// <param name="count">The pixels of the result.</param>
    public void Make(int size, double first, double length, int count)
    {
        if (_made == (size, first, length, count))
            return;

        double step = length / count, reach = Math.Max(1, step);
        Array.Resize(ref _starts, count);
        Array.Resize(ref _offsets, count + 1);
        Array.Resize(ref _weights, count * ((2 * (int)Math.Ceiling(reach)) + 2));
        int used = 0;
        for (int i = 0; i < count; i++)
        {
            double centre = first + ((i + 0.5) * step);
            int start = Math.Clamp((int)Math.Floor(centre - reach + 0.5), 0, size - 1);
            int end = Math.Clamp((int)Math.Ceiling(centre + reach - 0.5), start + 1, size);
            double sum = 0;
            for (int pixel = start; pixel < end; pixel++)
                sum += Weight(pixel, centre, reach);

            _starts[i] = start;
            _offsets[i] = used;
            for (int pixel = start; pixel < end; pixel++)
                _weights[used++] = (float)(Weight(pixel, centre, reach) / sum);
        }

        _offsets[count] = used;
        _made = (size, first, length, count);
    }

    /// <summary>Forgets what was computed if it has more values than so many.</summary>
    public void Trim(int most)
    {
        if (_weights.Length > most)
            (_starts, _offsets, _weights, _made) = ([], [], [], default);
    }

    private static double Weight(int pixel, double centre, double reach) =>
        Math.Max(0, 1 - (Math.Abs(pixel + 0.5 - centre) / reach));
}
