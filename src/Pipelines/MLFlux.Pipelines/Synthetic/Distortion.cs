namespace MLFlux.Synthetic;

/// <summary>How a writer's digits differ from the copybook's as a whole: stretch, slant, tilt, and a bend of the plane.</summary>
internal readonly struct Distortion
{
    private readonly float _xx, _xy, _yx, _yy, _bendX, _bendY, _squeezeX, _squeezeY;

    private Distortion(ref PenRandom random)
    {
        float width = random.Uniform(0.75f, 1.3f);
        float slant = random.Uniform(-0.2f, 0.45f);
        float angle = 0.12f * random.Normal(); // radians, at most 0.42
        float cosine = 1 - (angle * angle / 2) + (angle * angle * angle * angle / 24);
        float sine = angle - (angle * angle * angle / 6);

        // The slant moves the top to the right; y points downwards. Then the tilt turns it all.
        _xx = cosine * width;
        _xy = (cosine * -slant) - sine;
        _yx = sine * width;
        _yy = (sine * -slant) + cosine;

        _bendX = 0.1f * random.Normal();
        _bendY = 0.08f * random.Normal();
        _squeezeX = 0.12f * random.Normal();
        _squeezeY = 0.1f * random.Normal();
    }

    public static Distortion Draw(ref PenRandom random) => new(ref random);

    /// <summary>Moves points given in the copybook's units; the result is about 2 high, around 0.</summary>
    public void Apply(Span<PenPoint> points)
    {
        foreach (ref PenPoint point in points)
        {
            float u = (point.X - 35) / 50, v = (point.Y - 50) / 50;
            float x = u + (_bendX * v * v) + (_squeezeX * u * v);
            float y = v + (_bendY * u * u) + (_squeezeY * v * v);
            point = point with { X = (_xx * x) + (_xy * y), Y = (_yx * x) + (_yy * y) };
        }
    }
}
