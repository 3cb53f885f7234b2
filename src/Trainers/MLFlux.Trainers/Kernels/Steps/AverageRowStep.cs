using System.Buffers;
using MLFlux.Construction;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>The mean of what several networks give for one row.</summary>
/// <param name="count">How many there are.</param>
/// <param name="outputs">How many values each gives.</param>
/// <param name="mean">What the mean is taken of.</param>
internal sealed class AverageRowStep(int count, int outputs, MemberMean mean) : RowStep(outputs)
{
    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        switch (mean)
        {
            case MemberMean.Values:
                x[..Outputs].CopyTo(y);
                for (int i = 1; i < count; i++)
                    TensorPrimitives.Add(y[..Outputs], x.Slice(i * Outputs, Outputs), y[..Outputs]);
                TensorPrimitives.Divide(y[..Outputs], count, y[..Outputs]);
                break;
            case MemberMean.Probabilities:
                OfProbabilities(x, y);
                break;
            case MemberMean.Logits:
                for (int i = 0; i < Outputs; i++)
                    y[i] = LogOfSum(x, i, sign: 1) - LogOfSum(x, i, sign: -1);
                break;
        }
    }

    /// <summary>ln of the mean of softmax(z), over the networks.</summary>
    private void OfProbabilities(ReadOnlySpan<float> x, Span<float> y)
    {
        int all = count * Outputs;
        float[] rented = ArrayPool<float>.Shared.Rent(all);
        Span<float> logarithms = rented.AsSpan(0, all);
        for (int first = 0; first < all; first += Outputs)
        {
            ReadOnlySpan<float> z = x.Slice(first, Outputs);
            Span<float> own = logarithms.Slice(first, Outputs);
            TensorPrimitives.Subtract(z, TensorPrimitives.Max(z), own);
            TensorPrimitives.Exp<float>(own, y[..Outputs]);
            TensorPrimitives.Subtract(own, MathF.Log(TensorPrimitives.Sum<float>(y[..Outputs])), own);
        }

        for (int i = 0; i < Outputs; i++)
        {
            float most = float.NegativeInfinity, sum = 0;
            for (int place = i; place < all; place += Outputs)
                most = MathF.Max(most, logarithms[place]);
            for (int place = i; place < all; place += Outputs)
                sum += MathF.Exp(logarithms[place] - most);
            y[i] = most + MathF.Log(sum) - MathF.Log(count);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <summary>ln Σ σ(±z) of one output, over the networks, σ being the logistic function.</summary>
    private float LogOfSum(ReadOnlySpan<float> x, int output, int sign)
    {
        float most = float.NegativeInfinity, sum = 0;
        for (int i = output; i < count * Outputs; i += Outputs)
            most = MathF.Max(most, LogOfLogistic(sign * x[i]));
        for (int i = output; i < count * Outputs; i += Outputs)
            sum += MathF.Exp(LogOfLogistic(sign * x[i]) - most);
        return most + MathF.Log(sum);
    }

    /// <summary>ln σ(z), safe from overflow.</summary>
    private static float LogOfLogistic(float z) => MathF.Min(z, 0) - float.LogP1(MathF.Exp(-MathF.Abs(z)));
}
