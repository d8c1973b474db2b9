<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="hi_IN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Debug</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with an empty canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an experiment file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the experiment as it was drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export figures …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write every plot and heatmap shown into a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected layers and wires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrange the layers from input to output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run until a breakpoint, a value that is not finite, or Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the run where it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run backwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the last breakpoint, or to the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back by one unit of the chosen size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step back into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back by one operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Execute one operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the present unit of the chosen size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the unit around the present one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again from the seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toggle breakpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop before the chosen line in every training step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run to the chosen line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run until the loss is below …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare every gradient with the complex-step derivative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>हिन्दी / English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset window layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasPanel</name>
    <message>
        <source>Edges: auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edges: weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edges: gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the lines between layers show: weights, or the gradient of the loss by them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click or drag a layer from the left, or double-click here to search for one.
Then drag from the port on its right side to the next layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect {wire}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tidy layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer to add …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edges: ∂L/∂w</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edges: weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · time step {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>neurons: sample {sample}, ring: |δ|</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit table …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{samples} samples, {inputs} inputs, {targets} targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {length} time steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same weights, data and order, bit for bit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Batch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shuffle each epoch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear gradients (zero_grad)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: gradients add up from step to step, as PyTorch does without zero_grad().</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mistake: σ′ of the output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On: the sigmoid&apos;s derivative is taken of its output, a common mistake. The gradient check finds it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>Open experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experiments (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save experiment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path}: {why}. The old file is unchanged; save to another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the changes to this experiment?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export figures into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote {count} files to {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop when the loss is below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agrees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at a kink: any value between both sides is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WRONG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {verdict}, largest relative error {error}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All gradients agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gradient is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} forward passes were needed; backpropagation needs one backward pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A debugger for learning: step through forward pass, loss, backward pass and update, both ways.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>unknown format {unknown}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known here: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the folder does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create it, or name another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is neither a file nor an example of that name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples: {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be of type {wanted}; it is {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be at least {wanted}; it is {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be at most {wanted}; it is {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has too few entries: {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has too many entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a usable name: {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file has version {found}, this program reads up to {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the program; the file is left untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number {name} is not allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use finite numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown key {extra}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the key {missing} is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be one of: {wanted}; it is {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not allowed: {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is larger than 64 MiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is it an experiment file?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is not UTF-8 text (byte {at}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is not JSON: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct that place, or export the experiment again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the number is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the key {key!r} occurs twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope for negative inputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a = z: for regression outputs and for logits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between 0 and 1; its slope is at most 1/4, so deep stacks vanish.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Between −1 and 1, slope 1 at 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max(0, z); a unit that is never positive is dead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU with a small slope below 0, so no unit dies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probabilities over the units of the layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the text has fewer than two characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a text such as &quot;Hello&quot;: each character predicts the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation of the noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True where exactly one input is: no straight line separates it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AND</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True where both inputs are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True where any input is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Points x = 1, 2, … on a straight line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One period of sin x.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two interleaved half circles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two arms wound around each other: hard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each character of a text predicts the next one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeat a random ±1 that was heard some steps ago.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>My own table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of numbers: inputs and targets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>inputs are {a}, targets {b}: samples and time steps must agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give one target row for each input row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rise of the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height at x = 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns of each arm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text to learn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of sequences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time steps of a sequence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps between hearing and repeating.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the table is empty or its rows differ in length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give at least one row, and the same number of values in each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value is not a finite number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace NaN and infinity by numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor on every weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xavier (uniform)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U(±√(6/(in+out))): Glorot &amp; Bengio 2010, for tanh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Xavier (normal)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N(0, 2/(in+out)): Glorot &amp; Bengio 2010.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>He (uniform)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U(±√(6/in)): He et al. 2015, for ReLU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>He (normal)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N(0, 2/in): He et al. 2015, for ReLU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A random rotation: Saxe et al. 2014.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PyTorch&apos;s default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U(±1/√in) for weights and biases, as torch.nn.Linear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evenly between low and high.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bell-shaped around the mean.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All 0: every unit of a layer then stays equal for ever.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smallest weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle of the bell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the bell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of neurons.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the features of the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense tanh</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted sums through tanh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted sums through ReLU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense Leaky ReLU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted sums through Leaky ReLU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense sigmoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted sums through the sigmoid; one unit answers yes or no.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted sums as they are: regression output or logits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense softmax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Probabilities over the units.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean over the elements, or their sum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of (y − t)²: for regression.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>½ (y − t)²: its gradient is just y − t.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For yes/no targets; takes probabilities, so end in a sigmoid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Binary cross-entropy of logits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For yes/no targets; contains the sigmoid itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For one class of several; contains the softmax itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds this share of the weight to its gradient (L2).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of a step against the gradient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SGD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>θ ← θ − lr · gradient, with optional momentum.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adam</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps scaled by running moments of the gradient (Kingma &amp; Ba 2015).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the last step that is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay of the first moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decay of the second moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added to the root, against division by zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no output layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>several layers end nowhere: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no parameter {name!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an input layer and a dense layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no input layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add one and wire it to a layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exactly one layer must be the output; wire the others on or delete them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown layer type {type!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing flows into this layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a wire that ends at it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown name {name!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown setting {name!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the input has {units} units, the data {features} features.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the units of {names} to {features} together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the output has {units} units, the targets have {width} values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the units of {node} to {width}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the loss {loss} needs targets between {low:g} and {high:g}; there is {value:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another loss, or scale the targets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must lie between 1 and the {samples} samples; it is {size}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use null for all samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every parameter is frozen, so nothing can learn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave at least one free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{loss} does not go with the output activation {activation}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use: {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the data have one time step, so delayed wires read only zeros.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick sequences such as &quot;Next character&quot; or &quot;Echo&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this version cannot do that yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the setting, or use null.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has shape {given}, but {wanted} is needed (rows are the target&apos;s units).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the numbers, or remove the entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the name {node!r} is used twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give each layer its own name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an input layer takes its values from the data, not from a wire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the wire at another layer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>these layers are joined already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select that wire to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this would close a cycle without a delay, so no value could come first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw it as a delayed wire (hold Shift): it then reads the previous time step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a direct wire needs equal layers: {source} has {a} units, {target} has {b}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make them equal, or use a weighted wire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the mask must have {b} rows of {a} numbers, as the weights have.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no node {node!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw it first, or correct the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a whole number, not {value!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a number, not {value!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a finite number, not {value!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must lie between {low:g} and {high:g}; it is {value!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be true or false, not {value!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be one of: {wanted}; it is {value!r}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The display {display} does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt needs {libraries}; on Debian or Ubuntu: apt-get install libegl1 libxkbcommon-x11-0 libxcb-cursor0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2-3-1 with BCE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReLU, sigmoid and binary cross-entropy on one sample. The third hidden neuron is off: its gradient is exactly 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20 tanh layers, N(0, 1): exploding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights four times too large: the gradient grows by half in every layer it passes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20 ReLU layers with He: healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same depth with weights scaled for ReLU: the gradient arrives as large as it left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hello: backpropagation through time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>H, e, l, l → e, l, l, o. Both l look alike, so only the hidden state can tell them apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A line: 1→2, 2→4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The smallest training loop: one weight, one bias, squared error, plain gradient descent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction 0.8, target 1.0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One neuron, one sample: error 0.2, and every factor of the chain rule by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR perceptron, as printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No hidden layer, no bias, and σ′ taken of the output: it cannot learn XOR, and its gradient is wrong. Run the gradient check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>XOR perceptron, corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The derivative is right now, yet one neuron still cannot learn XOR: all answers end at 0.5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sine regression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two hidden layers bend a line into one period of the sine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20 sigmoid layers: vanishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each layer passes on less than a quarter of the gradient; the first one gets about 10⁻¹² of the last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four hidden tanh neurons learn what no single neuron can. The place to start.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Intercept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lowest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Highest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Std. deviation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormulaPanel</name>
    <message>
        <source>Element</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The formula of the current line appears here once the network can run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rule} · shape {shape} · {flops} floating-point operations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chain rule for sample {sample}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Heatmaps</name>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deltas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not computed yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HeatmapsPanel</name>
    <message>
        <source>Draw a network that can run first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message>
        <source>{count} things selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a layer or a wire to see and change its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bias values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direct (skip connection)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads the previous time step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Frozen (not trained)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights (rows: target units)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Freeze {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} values: see the heatmap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} is not a number; the old value stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Data and training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Formula</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heatmaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stepping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far Step over and Step back go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the beginning of this phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left: one unit of the chosen size a second. Right: as fast as possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not runnable yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {step} · {phase} · {pc} of {length} · epoch {epoch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: {name} is not finite (NaN or infinity). Step back to see why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The wanted loss is reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at a breakpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} steps/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a layer onto the canvas, or click to add it. Then drag from the port on its right side to another layer.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Phases</name>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Operation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlotPanel</name>
    <message>
        <source>Export this plot (PNG, SVG, PDF, CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export …</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Plots</name>
    <message>
        <source>Draw a network that can run first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing computed yet: step with F10, or run with F5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first training step is not finished yet: run with F5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step {step}: {loss}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No gradient yet: go through the backward pass (F10).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 or below 1e−16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layer, input left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>log₁₀ norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vanishing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exploding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>healthy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first/last hidden layer {ratio}, ×{factor} per layer: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient through time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For recurrent networks: drag a wire from a layer back to itself and pick a sequence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known after the loss: step with F10.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state time k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss time t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loss {t}: gradient at k = 1 is {ratio} of that at k = {t}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update ratio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>around −3 is usual (band)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown for one or two input features, or for sequences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>output − {middle}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points: dark = target 0, light = target 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time step: input → target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the network says: {said}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss of every training step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient by layer: does it vanish or explode on its way to the input?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the loss at time t depends on the state at time k.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision boundary, fitted curve or predicted sequence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of each update beside the size of the weights.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgramPanel</name>
    <message>
        <source>Click a line to look at it, the gutter for a breakpoint (F9), double-click to run there (Ctrl+F10).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>Look in:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableDialog</name>
    <message>
        <source>My own table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One sample per line, numbers separated by commas, semicolons, tabs or spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target columns (counted from the right)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {line}: {word} is not a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The table is empty: type or paste at least one row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {line} has {count} numbers, the first has {width}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave at least one column for the inputs.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <source>Drag to any past training step; the lower ribbon goes inside the present step. Arrow keys step, Space runs, Home goes to the start.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>self._app.window</name>
    <message>
        <source>Something unexpected happened. Your network is still here; save it to be safe.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
