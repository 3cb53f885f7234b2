namespace MLFlux.Kernels;

/// <summary>
/// Which sources the sum at a target takes along one axis: as a convolution takes its inputs, and, the other way round, as the gradient
/// of an input takes those of the outputs. Targets of the same phase take sources at the same distances.
/// </summary>
internal sealed class TapAxis
{
    private readonly int _stride;
    private readonly int _dilation;
    private readonly int _padding;
    private readonly bool _isBackward;

    private TapAxis(Window window, int axis, int sources, int targets, bool isBackward)
    {
        _isBackward = isBackward;
        (_stride, _dilation, _padding) = (window.Stride[axis], window.Dilation[axis], window.Before(axis));
        (Sources, Targets, Taps) = (sources, targets, window.Size[axis]);
        int reach = (Taps - 1) * _dilation;
        (int least, int most) = isBackward
            ? (Floor(_padding - reach, _stride), (targets - 1 + _padding) / _stride)
            : (-_padding, ((targets - 1) * _stride) - _padding + reach);
        (Before, After) = (Math.Max(0, -least), Math.Max(0, most - (sources - 1)));
    }

    /// <summary>How many sources there are.</summary>
    public int Sources { get; }

    /// <summary>How many targets there are.</summary>
    public int Targets { get; }

    /// <summary>How many taps a window has.</summary>
    public int Taps { get; }

    /// <summary>How many zeros have to stand before the sources.</summary>
    public int Before { get; }

    /// <summary>How many zeros have to stand behind the sources.</summary>
    public int After { get; }

    /// <summary>How many phases targets have.</summary>
    public int Phases => _isBackward ? _stride : 1;

    /// <summary>An axis of a window, from what it is over to what comes of it.</summary>
    public static TapAxis Forward(Window window, int axis, int inputs, int outputs) =>
        new(window, axis, inputs, outputs, isBackward: false);

    /// <summary>The same axis, from the gradients of what came of it to those of what it is over.</summary>
    public static TapAxis Backward(Window window, int axis, int inputs, int outputs) =>
        new(window, axis, outputs, inputs, isBackward: true);

    /// <summary>An axis of one place, for windows that move along one axis alone.</summary>
    public static TapAxis One { get; } = Forward(new Window(1, 1, 1, default), 0, 1, 1);

    /// <summary>A target's phase.</summary>
    public int Phase(int target) => _isBackward ? (target + _padding) % _stride : 0;

    /// <summary>The source that distances are counted from.</summary>
    public int Base(int target) => _isBackward ? (target + _padding - Phase(target)) / _stride : (target * _stride) - _padding;

    /// <summary>How far the source of a tap is from the base; null where a target of the phase takes nothing by the tap.</summary>
    public int? Distance(int phase, int tap)
    {
        if (!_isBackward)
            return tap * _dilation;
        int distance = phase - (tap * _dilation);
        return distance % _stride == 0 ? distance / _stride : null;
    }

    /// <summary>
    /// The taps by which a target may take a source that is there, from the first to the one behind the last; all taps and none, where
    /// there is none.
    /// </summary>
    public (int First, int End) Range(int target)
    {
        int origin = _isBackward ? target + _padding : (target * _stride) - _padding;
        (int first, int last) = _isBackward
            ? (-Floor(((Sources - 1) * _stride) - origin, _dilation), Floor(origin, _dilation))
            : (-Floor(origin, _dilation), Floor(Sources - 1 - origin, _dilation));
        (first, int end) = (Math.Max(0, first), Math.Min(Taps, last + 1));
        return first < end ? (first, end) : (Taps, 0);
    }

    private static int Floor(int value, int divisor) => (int)Math.Floor((double)value / divisor);
}
