using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes <see cref="MultiHeadAttentionLayer"/>: [rows, time, features] → the same shape. Owns the generator.</summary>
internal sealed class MultiHeadAttentionModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp finds these fields by these names, and replaces them when the module moves to another device or type.
    [ComponentName(Name = "in_proj_weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "in_proj_bias")]
    private readonly Parameter? _bias;

    private readonly DenseModule _output;
    private readonly int _heads;
    private readonly double _kept;
    private readonly Generator _generator;
    private readonly PaddingMask? _padding;

    public MultiHeadAttentionModule(Parameter[] weights, int heads, double dropout, Generator generator, PaddingMask? padding)
        : base("MultiHeadAttention")
    {
        bool hasBias = weights.Length == 4;
        _heads = heads;
        _kept = 1 - dropout;
        _generator = generator;
        _padding = padding;
        register_parameter("in_proj_weight", _weight = weights[0]);
        if (hasBias)
            register_parameter("in_proj_bias", _bias = weights[1]);
        _output = new DenseModule(weights[hasBias ? 2 : 1], hasBias ? weights[3] : null, Activation.Identity);
        register_module("out_proj", _output);
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        long rows = input.size(0), time = input.size(1), features = input.size(2);

        // [3, rows, heads, time, features / heads].
        Tensor projected = nn.functional.linear(input, _weight, _bias)
            .view(rows, time, 3, _heads, features / _heads).permute(2, 0, 3, 1, 4);
        Tensor query = projected.select(0, 0), key = projected.select(0, 1), value = projected.select(0, 2);
        Tensor mixed = training && _kept < 1
            ? WithDropout(query, key, value)
            : nn.functional.scaled_dot_product_attention(query, key, value, attn_mask: Seen());
        Tensor together = mixed.transpose(1, 2).reshape(rows, time, features);
        return _output.call(together).MoveToOuterDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _generator.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// True where a step may be looked at, [rows, 1, 1, time], or null for everywhere. In a row that is nothing but padding, whose output
    /// nobody looks at, every step may be: a mean of none is no number.
    /// </summary>
    private Tensor? Seen()
    {
        if (_padding is null)
            return null;
        Tensor padding = _padding.Beside(4, 3);
        return padding.logical_not().logical_or(padding.all(3, keepdim: true));
    }

    /// <summary>The same in steps: libtorch's own dropout draws from a generator that the whole process shares.</summary>
    private Tensor WithDropout(Tensor query, Tensor key, Tensor value)
    {
        Tensor scores = query.matmul(key.transpose(-2, -1)) / (Number)Math.Sqrt(query.size(-1));
        if (Seen() is Tensor seen)
            scores = scores.Filled(seen.logical_not(), double.NegativeInfinity);
        Tensor weights = nn.functional.softmax(scores, -1);
        return (weights * RandomMask.Like(weights, _kept, _generator).Divide(_kept)).matmul(value);
    }
}
