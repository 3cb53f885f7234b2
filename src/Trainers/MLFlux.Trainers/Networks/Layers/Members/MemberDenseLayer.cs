using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>A dense layer as the members of <see cref="MembersLayer"/> have it.</summary>
/// <param name="Count">How many members there are.</param>
/// <param name="Dense">The layer as it was written.</param>
/// <param name="TakesRows">
/// Whether it takes [rows, ...] and gives each row to all members; otherwise it takes [rows · members, ...].
/// </param>
/// <param name="IsFirst">Whether no dense layer stands before it.</param>
/// <param name="IsLast">Whether it ends the network: each member's own.</param>
internal sealed record MemberDenseLayer(int Count, DenseLayer Dense, bool TakesRows, bool IsFirst, bool IsLast) : Layer
{
    internal override string Name => Dense.Name;

    public override Shape OutputShape(Shape input) => Dense.OutputShape(input);

    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        ParameterDeclaration[] shared = [.. Dense.Parameters(input).Select(one => one with { IsPrepared = false })];
        ParameterDeclaration weight = shared[0];
        ParameterDeclaration OfEach(string name, int values, Initializer first) =>
            new(name, ShapeArithmetic.ToShape(this, name, Count, values), first, weight.FanIn, weight.FanOut);

        if (!IsLast)
        {
            ParameterDeclaration[] scales =
                [OfEach("r", weight.FanIn, IsFirst ? Initializers.RandomSigns : Initializers.Ones),
                    OfEach("s", weight.FanOut, Initializers.Ones)];
            return Dense.Bias ? [weight, OfEach("bias", weight.FanOut, Initializers.Zeros), .. scales] : [weight, .. scales];
        }

        long outputs = (long)Count * weight.FanOut;
        ParameterDeclaration own = weight with { Shape = ShapeArithmetic.ToShape(this, "weight", outputs, weight.FanIn) };
        return Dense.Bias ? [own, shared[1] with { Shape = ShapeArithmetic.ToShape(this, "bias", outputs) }] : [own];
    }

    internal override string Print() => Dense.Print();

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        TorchSharp.Modules.Parameter weight = builder.Parameter(parameters[0]);
        TorchSharp.Modules.Parameter? bias = Dense.Bias ? builder.Parameter(parameters[1]) : null;
        if (IsLast)
            return new OwnDenseModule(Count, weight, bias, TakesRows, Dense.Activation);
        TorchSharp.Modules.Parameter r = builder.Parameter(parameters[^2]), s = builder.Parameter(parameters[^1]);
        return new MemberDenseModule(weight, r, s, bias, TakesRows, Dense.Activation);
    }
}
