using System.Numerics;
using System.Runtime.InteropServices;

namespace MLFlux;

/// <summary>Floats that are too small to be normal ones.</summary>
internal static class DenormalFloats
{
    /// <summary>The least float above zero that is a normal one.</summary>
    public const float SmallestNormal = 1.17549435e-38f;

    /// <summary>Makes zeros of them.</summary>
    public static void Clear(Span<float> values)
    {
        Vector<float> leasts = new(SmallestNormal);
        Span<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref Vector<float> vector in vectors)
            vector = Normal(vector, leasts);
        foreach (ref float value in values[(vectors.Length * Vector<float>.Count)..])
            value = Normal(value);
    }

    /// <summary>The values, with zeros for those that are smaller than <paramref name="leasts"/>; NaN stays.</summary>
    public static Vector<float> Normal(Vector<float> values, Vector<float> leasts) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(values), leasts), Vector<float>.Zero, values);

    /// <summary>The value, or zero where it is smaller than a normal one; NaN stays.</summary>
    public static float Normal(float value) => MathF.Abs(value) < SmallestNormal ? 0 : value;
}
