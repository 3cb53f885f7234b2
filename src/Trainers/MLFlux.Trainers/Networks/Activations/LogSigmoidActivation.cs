using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Activation.LogSigmoid"/>.</summary>
internal sealed record LogSigmoidActivation : Activation
{
    public override double Evaluate(double x) => Math.Min(0, x) - double.LogP1(Math.Exp(-Math.Abs(x)));

    internal override Tensor Apply(Tensor x)
    {
        using (x)
            return x.log_sigmoid();
    }

    public override string ToString() => "LogSigmoid";
}
