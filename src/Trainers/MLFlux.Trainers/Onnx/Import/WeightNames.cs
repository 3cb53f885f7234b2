using System.Globalization;
using System.Runtime.InteropServices;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Onnx;

/// <summary>The weights of a file as a network has them.</summary>
internal static class WeightNames
{
    /// <summary>A name of its own: what stands in the file, with _ for what may not stand in a name.</summary>
    /// <param name="name">The name in the file.</param>
    /// <param name="taken">The names given so far, to which it is added.</param>
    public static string Of(string name, ISet<string> taken)
    {
        const int MostLetters = 500;
        string plain = string.Concat(name.Take(MostLetters).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '_'));
        string own = string.Join('.', plain.Split('.').Select(part => part.Length == 0 ? "_" : part)), unique = own;
        for (int i = 1; !taken.Add(unique); i++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{own}_{i}");
        return unique;
    }

    /// <summary>The numbers of a weight, all of them finite.</summary>
    /// <exception cref="InvalidDataException">One is not.</exception>
    public static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> numbers, string name, string file)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(numbers.Span);
        return values.IsEmpty || float.IsFinite(TensorPrimitives.MaxMagnitude(values)) ? numbers : throw new InvalidDataException(
            $"'{file}': the weight '{name}' holds a number that is not finite.");
    }
}
