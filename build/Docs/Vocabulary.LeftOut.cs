namespace MLFlux.Docs;

/// <content>What MLFlux has no name for, and why.</content>
internal static partial class Vocabulary
{
    private static IReadOnlyList<(string Family, string Note, IReadOnlyList<VocabularyRow> Rows)> LeftOut =>
    [
        ("Left out", "Why each of the other names of Flux is not there.",
        [
            new(
                "`f16`, `bf16`, `BFloat16`, `MixedPrecision`: training in 16 bits",
                "", "", "",
                "a fit repeats to the bit, and the gain hangs on the processor: measured forward and backward against "
                    + "float32 (libtorch 2.10, two cores), bfloat16 takes 0.3 of the time for layers of 512 and 0.65 for "
                    + "convolutions where the processor has instructions for it, and 6 to 11 times as long where it has "
                    + "none; float16 takes 3 to 12 times as long; weights of 16 bits are read"),
            new(
                "`f64`",
                "", "", "",
                "fits and scores are float32, and features of 64 bits are converted; TorchSharp's "
                    + "`module.to(torch.float64)` works on what `Layer.Build` makes"),
            new(
                "`gpu`, `cpu`, `gpu_device`, `cpu_device`, `get_device`, `get_device_type`, `CPUDevice`, "
                    + "`CUDADevice`, `MLDataDevices`, `supported_gpu_backends`, `gpu_backend!`, `reset_gpu_device!`, "
                    + "`DeviceIterator`",
                "", "", "",
                "the device is ML.NET's own setting, `mlContext.GpuDeviceId`; data goes there batch by batch"),
            new(
                "`AMDGPUDevice`, `MetalDevice`, `oneAPIDevice`, `ReactantDevice`, `reactant_device`",
                "", "", "",
                "the devices are those of TorchSharp's libtorch: CPU and CUDA"),
            new(
                "`DistributedUtils`, `MPIBackend`, `NCCLBackend`",
                "", "", "",
                "a fit is one process, which uses all processors of its machine"),
            new(
                "`fmap`, `KeyPath`, `haskeypath`, `getkeypath`",
                "", "", "",
                "weights are found by their names: `model[\"0.weight\"]`"),
            new(
                "`normalise`, `logsumexp`, `batched_mul`, `batched_mul!`, `⊠`, `batched_vec`, `batched_transpose`, "
                    + "`batched_adjoint`, `grid_sample`, `∇grid_sample`, `conv_bias_act`, `conv_bias_act!`, `bias_act!`",
                "", "", "",
                "functions of tensors, which TorchSharp has; a `ModuleLayer` brings them into a network"),
            new(
                "`conv`, `conv!`, `depthwiseconv`, `depthwiseconv!`, `maxpool`, `maxpool!`, `meanpool`, `meanpool!`, "
                    + "`dropout`, `dropout!`, `softmax!`, `logsoftmax!`, `upsample_nearest`, `upsample_linear`, "
                    + "`upsample_bilinear`, `upsample_trilinear`, `pixel_shuffle`",
                "", "", "",
                "the layers `Conv`, `DepthwiseConv`, `MaxPool`, `MeanPool`, `Dropout`, `Softmax`, `LogSoftmax`, "
                    + "`Upsample` and `PixelShuffle` compute them; as functions of tensors, TorchSharp has them"),
            new(
                "`ConvDims`, `DenseConvDims`, `PoolDims`, `DepthwiseConvDims`",
                "", "", "",
                "what a window does to a shape is `layer.OutputShape(shape)`"),
            new(
                "`∇softmax`, `∇softmax!`, `∇logsoftmax`, `∇logsoftmax!`, `∇conv_data`, `∇conv_data!`, `∇conv_filter`, "
                    + "`∇conv_filter!`, `∇depthwiseconv_data`, `∇depthwiseconv_data!`, `∇depthwiseconv_filter`, "
                    + "`∇depthwiseconv_filter!`, `∇maxpool`, `∇maxpool!`, `∇meanpool`, `∇meanpool!`, `∇lpnormpool`, "
                    + "`∇lpnormpool!`, `∇upsample_nearest`, `∇upsample_linear`, `∇upsample_bilinear`, "
                    + "`∇upsample_trilinear`, `∇imrotate`",
                "", "", "",
                "libtorch differentiates, and needs no gradients written by hand"),
            new(
                "`lpnormpool`, `lpnormpool!`",
                "", "", "",
                "hardly used in published networks; TorchSharp has it for a `ModuleLayer`"),
            new(
                "`pad_zeros`, `pad_constant`, `pad_repeat`, `pad_reflect`, `pad_symmetric`, `pad_circular`",
                "", "", "",
                "zeros are the `padding` of convolutions; for others, TorchSharp has modules for a `ModuleLayer`"),
            new(
                "`imrotate`",
                "", "", "",
                "images are turned while training: `Augmentations.Rotation(15)`"),
            new(
                "`stft`, `istft`, `hann_window`, `hamming_window`, `spectrogram`, `melscale_filterbanks`",
                "", "", "",
                "sound is prepared before the pipeline; TorchSharp has `torch.stft` and the windows"),
            new(
                "`AbstractADType`, `AutoChainRules`, `AutoDiffractor`, `AutoEnzyme`, `AutoFastDifferentiation`, "
                    + "`AutoFiniteDiff`, `AutoFiniteDifferences`, `AutoForwardDiff`, `AutoGTPSA`, `AutoHyperHessians`, "
                    + "`AutoModelingToolkit`, `AutoMooncake`, `AutoMooncakeForward`, `AutoPolyesterForwardDiff`, "
                    + "`AutoReverseDiff`, `AutoSymbolics`, `AutoTapir`, `AutoTaylorDiff`, `AutoTracker`, `AutoZygote`, "
                    + "`NoAutoDiff`, `NoAutoDiffSelectedError`, `AutoReactant`, `AutoSparse`, `AbstractSparsityDetector`, "
                    + "`jacobian_sparsity`, `hessian_sparsity`, `AbstractColoringAlgorithm`, `column_coloring`, "
                    + "`row_coloring`, `symmetric_coloring`",
                "", "", "",
                "they choose among engines of differentiation; libtorch's is the only one here"),
        ]),
    ];
}
