<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="hi_IN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>फ़ाइल (&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>संपादन (&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Debug</source>
        <translation>डिबग (&amp;D)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>दृश्य (&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>सहायता (&amp;H)</translation>
    </message>
    <message>
        <source>New network</source>
        <translation>नया network</translation>
    </message>
    <message>
        <source>Start with an empty canvas</source>
        <translation>खाली canvas से शुरू करें</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>खोलें…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>सहेजें</translation>
    </message>
    <message>
        <source>Open an experiment, a session, a table, a PyTorch model or a recorded run</source>
        <translation>Experiment, session, तालिका, PyTorch model या record किया हुआ run खोलें</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>अक्षरों का आकार</translation>
    </message>
    <message>
        <source>Data from a file…</source>
        <translation>फ़ाइल से डेटा…</translation>
    </message>
    <message>
        <source>Use columns of a CSV or TSV file as inputs and targets</source>
        <translation>CSV या TSV फ़ाइल के column को input और target बनाएँ</translation>
    </message>
    <message>
        <source>Open recorded run…</source>
        <translation>Record किया हुआ run खोलें…</translation>
    </message>
    <message>
        <source>Inspect the gradients of your own PyTorch training</source>
        <translation>अपनी PyTorch training के gradient देखें</translation>
    </message>
    <message>
        <source>Save the experiment (network, data and settings), or the session in its current state</source>
        <translation>Experiment (network, डेटा और settings) को, या session को अभी की जगह पर सहेजें</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>इस नाम से सहेजें…</translation>
    </message>
    <message>
        <source>Export figures…</source>
        <translation>चित्र export करें…</translation>
    </message>
    <message>
        <source>Export the drawing…</source>
        <translation>Drawing export करें…</translation>
    </message>
    <message>
        <source>The drawing as PNG, SVG or PDF, or the weights and gradients of the network as a table</source>
        <translation>Canvas PNG, SVG या PDF में, या उसके weight और gradient तालिका में</translation>
    </message>
    <message>
        <source>Copy what is under the pointer</source>
        <translation>Pointer के नीचे वाली चीज़ copy करें</translation>
    </message>
    <message>
        <source>Copy the plot or panel under the pointer to the clipboard, or the drawing if the pointer is over neither</source>
        <translation>Pointer के नीचे का plot या पैनल clipboard पर रखें, नहीं तो drawing</translation>
    </message>
    <message>
        <source>Export report…</source>
        <translation>Report export करें…</translation>
    </message>
    <message>
        <source>One HTML file with figures, formulas and configuration</source>
        <translation>चित्र, सूत्र और configuration वाली एक HTML फ़ाइल</translation>
    </message>
    <message>
        <source>Record an animation…</source>
        <translation>Animation बनाएँ…</translation>
    </message>
    <message>
        <source>Keep stepping, and save the drawing as an animated GIF with one frame per step</source>
        <translation>आगे step करते रहें और drawing को animated GIF में रखें, हर step का एक frame</translation>
    </message>
    <message>
        <source>Export options…</source>
        <translation>Export के विकल्प…</translation>
    </message>
    <message>
        <source>Export network as…</source>
        <translation>Network export करें…</translation>
    </message>
    <message>
        <source>Load weights…</source>
        <translation>Weight खोलें…</translation>
    </message>
    <message>
        <source>Initialise this network with the tensors in a safetensors file</source>
        <translation>इस network को safetensors फ़ाइल के tensor से शुरू करें</translation>
    </message>
    <message>
        <source>Save the recorder…</source>
        <translation>Recorder सहेजें…</translation>
    </message>
    <message>
        <source>One Python file to place next to a PyTorch script: it records gradients that can be opened here</source>
        <translation>PyTorch script के पास रखने की एक Python फ़ाइल: वह इस program के लिए gradient record करती है</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>बाहर निकलें</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>Delete the selected layers and wires</source>
        <translation>चुनी हुई layers और wires हटाएँ</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>काटें</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>कॉपी करें</translation>
    </message>
    <message>
        <source>Copy the selected layers and the wires between them</source>
        <translation>चुनी हुई layers और उनके बीच के तार कॉपी करें</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>चिपकाएँ</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>प्रतिलिपि बनाएँ</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>सब चुनें</translation>
    </message>
    <message>
        <source>Align in a row</source>
        <translation>एक पंक्ति में लाएँ</translation>
    </message>
    <message>
        <source>Align in a column</source>
        <translation>एक स्तंभ में लाएँ</translation>
    </message>
    <message>
        <source>Align the left edges of the selected layers</source>
        <translation>चुनी हुई layers के बाएँ किनारे एक रेखा में रखें</translation>
    </message>
    <message>
        <source>Tidy layout</source>
        <translation>लेआउट सँवारें</translation>
    </message>
    <message>
        <source>Arrange the layers from input to output</source>
        <translation>Layers को input से output तक क्रम में रखें</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>चलाएँ</translation>
    </message>
    <message>
        <source>Run until a breakpoint, a non-finite value, or Pause</source>
        <translation>Breakpoint, finite न होने वाले मान या “रोकें” तक चलाएँ</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>रोकें</translation>
    </message>
    <message>
        <source>Pause the run at the current operation</source>
        <translation>Run को अभी की operation पर रोकें</translation>
    </message>
    <message>
        <source>Run backwards</source>
        <translation>पीछे की ओर चलाएँ</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>एक चरण पीछे</translation>
    </message>
    <message>
        <source>Go back one block (at the chosen step size)</source>
        <translation>चुनी हुई इकाई जितना पीछे</translation>
    </message>
    <message>
        <source>Step back into</source>
        <translation>एक operation पीछे</translation>
    </message>
    <message>
        <source>Go back one operation</source>
        <translation>एक operation पीछे जाएँ</translation>
    </message>
    <message>
        <source>Step into</source>
        <translation>भीतर जाएँ</translation>
    </message>
    <message>
        <source>Execute one operation</source>
        <translation>एक operation करें</translation>
    </message>
    <message>
        <source>Step over</source>
        <translation>एक चरण आगे</translation>
    </message>
    <message>
        <source>Run to the end of the current block (at the chosen step size)</source>
        <translation>चुनी हुई इकाई पूरी करें</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>बाहर जाएँ</translation>
    </message>
    <message>
        <source>Run to the end of the enclosing block</source>
        <translation>आसपास की इकाई पूरी करें</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>रीसेट</translation>
    </message>
    <message>
        <source>Toggle breakpoint</source>
        <translation>Breakpoint लगाएँ/हटाएँ</translation>
    </message>
    <message>
        <source>Stop before the selected line in every training step</source>
        <translation>हर training step में चुनी हुई पंक्ति से पहले रुकें</translation>
    </message>
    <message>
        <source>Stop when…</source>
        <translation>इस पर रुकें…</translation>
    </message>
    <message>
        <source>Stop a run when the loss, a gradient or an update passes a limit</source>
        <translation>जब loss, gradient या update सीमा पार करे तब run रोकें</translation>
    </message>
    <message>
        <source>Run to the selected line</source>
        <translation>चुनी हुई पंक्ति तक चलाएँ</translation>
    </message>
    <message>
        <source>Run until the loss is below…</source>
        <translation>तब तक चलाएँ जब तक loss इससे कम न हो…</translation>
    </message>
    <message>
        <source>Check gradients</source>
        <translation>Gradients जाँचें</translation>
    </message>
    <message>
        <source>Compare every gradient with the complex-step derivative</source>
        <translation>हर gradient की complex-step अवकलज से तुलना करें</translation>
    </message>
    <message>
        <source>Cost of a step</source>
        <translation>एक step की लागत</translation>
    </message>
    <message>
        <source>Operations, bytes and measured time of every instruction</source>
        <translation>हर instruction की गणनाएँ, bytes और नापा गया समय</translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation>निदान</translation>
    </message>
    <message>
        <source>What is wrong with this network, where, since when, and what would help</source>
        <translation>इस network में क्या गड़बड़ है, कहाँ, कब से, और किससे ठीक होगा</translation>
    </message>
    <message>
        <source>Sweep…</source>
        <translation>Sweep…</translation>
    </message>
    <message>
        <source>Measure a grid of networks: where gradients vanish and where they explode</source>
        <translation>Networks की पूरी grid मापें: gradient कहाँ vanish होते हैं और कहाँ explode</translation>
    </message>
    <message>
        <source>On: σ′ is evaluated at the output of the sigmoid, a common mistake. The gradient check finds it.</source>
        <translation>चालू: σ′ sigmoid के output पर लिया जाता है, एक आम ग़लती। Gradient Check इसे पकड़ लेता है।</translation>
    </message>
    <message>
        <source>Program or PyTorch loop</source>
        <translation>प्रोग्राम या PyTorch loop</translation>
    </message>
    <message>
        <source>Show the current operation in the program or in a PyTorch training loop</source>
        <translation>वही जगह program में या PyTorch के training loop में दिखाएँ</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>Commands…</translation>
    </message>
    <message>
        <source>Find any command by typing a few letters</source>
        <translation>जो कुछ आप कर सकते हैं, कुछ अक्षर लिखकर खोजें</translation>
    </message>
    <message>
        <source>Fit the drawing</source>
        <translation>पूरा चित्र दिखाएँ</translation>
    </message>
    <message>
        <source>Light or dark theme</source>
        <translation>हल्का या गहरा रंग</translation>
    </message>
    <message>
        <source>Classroom</source>
        <translation>कक्षा</translation>
    </message>
    <message>
        <source>Large text and few panels, for a projector</source>
        <translation>Projector के लिए बड़े अक्षर और थोड़े पैनल</translation>
    </message>
    <message>
        <source>Explain each step</source>
        <translation>हर चरण समझाएँ</translation>
    </message>
    <message>
        <source>Highlight the active part, dim the rest, and describe each step in a sentence</source>
        <translation>चल रहे हिस्से को उजला करें, बाकी को धुँधला, और एक वाक्य में कहें कि क्या हो रहा है</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>कम हलचल</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>बड़े अक्षर</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>छोटे अक्षर</translation>
    </message>
    <message>
        <source>Default text size</source>
        <translation>सामान्य आकार के अक्षर</translation>
    </message>
    <message>
        <source>हिन्दी / English</source>
        <translation>हिन्दी / English</translation>
    </message>
    <message>
        <source>Welcome page</source>
        <translation>स्वागत पृष्ठ</translation>
    </message>
    <message>
        <source>Illustrated examples and recent files</source>
        <translation>चित्रों सहित उदाहरण और हाल की फ़ाइलें</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>शब्दावली</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard की कुंजियाँ</translation>
    </message>
    <message>
        <source>About</source>
        <translation>परिचय</translation>
    </message>
    <message>
        <source>Break it</source>
        <translation>बिगाड़कर देखें</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>लेआउट</translation>
    </message>
    <message>
        <source>Run back</source>
        <translation>पीछे चलाएँ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>पीछे</translation>
    </message>
    <message>
        <source>Back into</source>
        <translation>पीछे अंदर</translation>
    </message>
    <message>
        <source>Into</source>
        <translation>अंदर</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>आगे</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>बाहर</translation>
    </message>
    <message>
        <source>Reset this layout</source>
        <translation>यह लेआउट रीसेट करें</translation>
    </message>
    <message>
        <source>No biases</source>
        <translation>Bias नहीं</translation>
    </message>
    <message>
        <source>On: all biases are removed, so every neuron has z = 0 when all its inputs are 0.</source>
        <translation>चालू: सभी bias हटा दिए जाते हैं, इसलिए सारे input 0 हों तो हर neuron का z भी 0 है।</translation>
    </message>
    <message>
        <source>Equal initial weights</source>
        <translation>बराबर शुरुआती weights</translation>
    </message>
    <message>
        <source>Add the gradient</source>
        <translation>Gradient जोड़ना</translation>
    </message>
    <message>
        <source>On: every update climbs the loss instead of descending it.</source>
        <translation>चालू: हर update loss को घटाने के बजाय बढ़ाता है।</translation>
    </message>
    <message>
        <source>σ′ of the output</source>
        <translation>Output का σ′</translation>
    </message>
    <message>
        <source>No zero_grad()</source>
        <translation>zero_grad() नहीं</translation>
    </message>
    <message>
        <source>On: gradients accumulate from step to step, as in PyTorch without zero_grad().</source>
        <translation>चालू: gradient हर step में जुड़ते जाते हैं, जैसे PyTorch में zero_grad() के बिना।</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>सीखें</translation>
    </message>
    <message>
        <source>The drawing, the program, its formula and one plot: a gentle way to begin</source>
        <translation>चित्र, program, उसका formula और एक plot: शुरू करने का शांत तरीक़ा</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>खोजें</translation>
    </message>
    <message>
        <source>Gradients through the layers, what is wrong, and what helps</source>
        <translation>Layers से गुज़रते gradients, क्या ग़लत है और क्या मदद करता है</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>सीक्वेंस</translation>
    </message>
    <message>
        <source>The network unrolled in time, and the gradient on its way back through the time steps</source>
        <translation>समय में खुला network, और उसमें पीछे लौटता gradient</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>अगला sample</translation>
    </message>
    <message>
        <source>Show the next sample in the batch in all panels</source>
        <translation>सभी पैनलों में batch का अगला sample दिखाएँ</translation>
    </message>
    <message>
        <source>Previous sample</source>
        <translation>पिछला sample</translation>
    </message>
    <message>
        <source>Next time step</source>
        <translation>अगला time step</translation>
    </message>
    <message>
        <source>Show the next time step of the sequence in all panels</source>
        <translation>सभी पैनलों में sequence का अगला time step दिखाएँ</translation>
    </message>
    <message>
        <source>Previous time step</source>
        <translation>पिछला time step</translation>
    </message>
    <message>
        <source>Choose plots, heatmaps and drawings, and save them to a folder</source>
        <translation>Plots, हीटमैप और चित्र चुनें और उन्हें फ़ोल्डर में लिखें</translation>
    </message>
    <message>
        <source>Copy the caption</source>
        <translation>Caption कॉपी करें</translation>
    </message>
    <message>
        <source>Go to step…</source>
        <translation>Step पर जाएँ…</translation>
    </message>
    <message>
        <source>Go to a training step by number, and to an operation within that step</source>
        <translation>संख्या से किसी training step पर, और उसके भीतर किसी operation पर जाएँ</translation>
    </message>
    <message>
        <source>Logarithmic step axis</source>
        <translation>Training steps लघुगणकीय</translation>
    </message>
    <message>
        <source>Give early training steps more room than late ones, on the timeline and in curves</source>
        <translation>टाइमलाइन और curves में शुरुआती training steps को बाद वालों से अधिक जगह दें</translation>
    </message>
    <message>
        <source>Compare with my gradients…</source>
        <translation>मेरे gradients से तुलना…</translation>
    </message>
    <message>
        <source>A PyTorch or NumPy script that computes the same numbers, an ONNX model, or the current weights</source>
        <translation>उन्हीं संख्याओं वाली PyTorch script, या अभी के weight</translation>
    </message>
    <message>
        <source>Put the centres of the selected layers on one horizontal line</source>
        <translation>चुनी हुई layers के केंद्र क्षैतिज रूप से एक सीध में करें</translation>
    </message>
    <message>
        <source>Go back to the previous breakpoint, or to the start</source>
        <translation>पिछले breakpoint या शुरुआत तक वापस</translation>
    </message>
    <message>
        <source>Start again with the same seed</source>
        <translation>Seed से फिर शुरू करें</translation>
    </message>
    <message>
        <source>Make all text in the window larger, up to twice the normal size</source>
        <translation>Window के सारे अक्षर, सामान्य से दोगुने तक</translation>
    </message>
    <message>
        <source>Make all text in the window smaller, down to 90% of the normal size</source>
        <translation>Window के सारे अक्षर छोटे करें, सामान्य के 90% तक</translation>
    </message>
    <message>
        <source>Go back to the text size that this layout starts with</source>
        <translation>इस लेआउट का अपना अक्षर-आकार</translation>
    </message>
    <message>
        <source>Discard your changes and restore the panel positions of this layout</source>
        <translation>आपके बदलाव भूलकर पैनल इस लेआउट की मूल जगहों पर रखें</translation>
    </message>
    <message>
        <source>Labels under the icons</source>
        <translation>आइकन के नीचे शब्द</translation>
    </message>
    <message>
        <source>Show the name of each toolbar button</source>
        <translation>टूलबार के बटन के नाम दिखाएँ</translation>
    </message>
    <message>
        <source>Show the previous sample in the batch in all panels</source>
        <translation>सभी पैनलों में पिछला sample दिखाएँ</translation>
    </message>
    <message>
        <source>Show the previous time step of the sequence in all panels</source>
        <translation>सभी पैनलों में पिछला time step दिखाएँ</translation>
    </message>
    <message>
        <source>Pause automatically</source>
        <translation>अपने-आप रुके</translation>
    </message>
    <message>
        <source>Maximise panel</source>
        <translation>पैनल पूरी window में</translation>
    </message>
    <message>
        <source>Enlarge the panel under the pointer, or the one you are working in, to fill the window. Press Esc to go back.</source>
        <translation>Pointer के नीचे वाला पैनल, या जिसमें आप काम कर रहे हैं, पूरी window में दिखाएँ। Esc से वापस।</translation>
    </message>
    <message>
        <source>Copy a description of what the figures now show, with training step, seed and settings, to paste under them</source>
        <translation>Figures अभी जो दिखाती हैं उसे step, seed और settings के साथ कॉपी करें, ताकि उनके नीचे चिपकाया जा सके</translation>
    </message>
    <message>
        <source>Printed size, font size, resolution, colours and caption of exported figures</source>
        <translation>Export की गई figures का कागज़ पर आकार, अक्षर, resolution, रंग और caption</translation>
    </message>
    <message>
        <source>On: all weights of a matrix and all biases of a layer start with the same value, so the units of the layer always stay identical.</source>
        <translation>चालू: matrix के सभी weights और layer के सभी biases एक ही मान से शुरू होते हैं, इसलिए उसकी units कभी अलग नहीं होतीं।</translation>
    </message>
    <message>
        <source>Enter the gradients that your own program computes, and see where they first differ and which mistake explains the difference</source>
        <translation>अपने program के gradients दें और देखें कि वे सबसे पहले कहाँ अलग हैं और चूक कौन-सी है</translation>
    </message>
    <message>
        <source>Show updates and results immediately instead of animating them</source>
        <translation>Updates और नतीजे बिना हिलाए तुरंत दिखाएँ</translation>
    </message>
    <message>
        <source>Share as a page…</source>
        <translation>Page के रूप में साझा करें…</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>पाठ (&amp;L)</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>सभी पाठ</translation>
    </message>
    <message>
        <source>Open a lesson…</source>
        <translation>पाठ खोलें…</translation>
    </message>
    <message>
        <source>Play a lesson from a file</source>
        <translation>File से पाठ चलाएँ</translation>
    </message>
    <message>
        <source>Next step of the lesson</source>
        <translation>पाठ का अगला step</translation>
    </message>
    <message>
        <source>Previous step of the lesson</source>
        <translation>पाठ का पिछला step</translation>
    </message>
    <message>
        <source>Start this step again</source>
        <translation>यह step फिर से शुरू करें</translation>
    </message>
    <message>
        <source>Leave the lesson</source>
        <translation>पाठ छोड़ें</translation>
    </message>
    <message>
        <source>Go back to your own network and layout; your progress is kept</source>
        <translation>अपने network और लेआउट पर लौटें; आपकी प्रगति बनी रहती है</translation>
    </message>
    <message>
        <source>Keep my answers</source>
        <translation>मेरे उत्तर रखें</translation>
    </message>
    <message>
        <source>Write each answer to a file on this computer, for you or your teacher to read</source>
        <translation>हर उत्तर इसी computer की एक file में लिखें, आपके या आपके शिक्षक के पढ़ने के लिए</translation>
    </message>
    <message>
        <source>Forget my answers…</source>
        <translation>मेरे उत्तर मिटाएँ…</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>पाठ</translation>
    </message>
    <message>
        <source>Next position</source>
        <translation>अगली position</translation>
    </message>
    <message>
        <source>Previous position</source>
        <translation>पिछली position</translation>
    </message>
    <message>
        <source>Position below</source>
        <translation>नीचे की position</translation>
    </message>
    <message>
        <source>Show the pixel below in all panels</source>
        <translation>सभी पैनलों में नीचे का pixel दिखाएँ</translation>
    </message>
    <message>
        <source>Position above</source>
        <translation>ऊपर की position</translation>
    </message>
    <message>
        <source>Show the pixel above in all panels</source>
        <translation>सभी पैनलों में ऊपर का pixel दिखाएँ</translation>
    </message>
    <message>
        <source>Write a lesson</source>
        <translation>पाठ लिखें</translation>
    </message>
    <message>
        <source>Capture this moment as a step</source>
        <translation>इस क्षण को step बनाएँ</translation>
    </message>
    <message>
        <source>Worksheets…</source>
        <translation>अभ्यास-पत्र…</translation>
    </message>
    <message>
        <source>Share a lesson as a page…</source>
        <translation>पाठ को page के रूप में साझा करें…</translation>
    </message>
    <message>
        <source>Run for some epochs…</source>
        <translation>कुछ epochs तक चलाएँ…</translation>
    </message>
    <message>
        <source>Pictures from a folder…</source>
        <translation>फ़ोल्डर से चित्र…</translation>
    </message>
    <message>
        <source>Use pictures as inputs: a subfolder for each class</source>
        <translation>चित्रों को inputs बनाएँ: हर class के लिए एक उप-फ़ोल्डर</translation>
    </message>
    <message>
        <source>The list of lessons, or the card of the lesson being played</source>
        <translation>पाठों की सूची, या चल रहे पाठ का card</translation>
    </message>
    <message>
        <source>Do you remember?</source>
        <translation>क्या अब भी याद है?</translation>
    </message>
    <message>
        <source>Questions from earlier lessons, asked again with new numbers</source>
        <translation>पिछले पाठों के प्रश्न, नई संख्याओं पर</translation>
    </message>
    <message>
        <source>Restore the network, its numbers and your place in the program as they were when this step began</source>
        <translation>Network, संख्याएँ और program में आपकी जगह वैसे ही हो जाते हैं जैसे step खुलते समय थे</translation>
    </message>
    <message>
        <source>Delete your progress in the lessons and all kept answers</source>
        <translation>पाठों में आपकी प्रगति और रखे गए सभी उत्तर मिटाएँ</translation>
    </message>
    <message>
        <source>Edit a lesson…</source>
        <translation>पाठ बदलें…</translation>
    </message>
    <message>
        <source>Open a lesson file to edit it</source>
        <translation>पाठ की file बदलने के लिए खोलें</translation>
    </message>
    <message>
        <source>Add a step to the lesson, with the current network, moment, panels and selection</source>
        <translation>Network, क्षण, पैनल और चयन लिखे जा रहे पाठ का नया step बन जाते हैं</translation>
    </message>
    <message>
        <source>A lesson on paper with its answer key, as PDF or HTML; up to thirty sheets with different numbers</source>
        <translation>पाठ काग़ज़ पर, उत्तरों के साथ, PDF या HTML में; अलग-अलग संख्याओं वाले तीस तक पर्चे</translation>
    </message>
    <message>
        <source>Class report…</source>
        <translation>कक्षा की report…</translation>
    </message>
    <message>
        <source>Summarise a folder of answers, one file per learner, as a table</source>
        <translation>उत्तरों के folder का, हर विद्यार्थी की एक file के साथ, एक table में सार</translation>
    </message>
    <message>
        <source>Go through all the data a chosen number of times, then pause</source>
        <translation>पूरे data पर चुनी हुई संख्या में चक्कर लगाएँ, फिर रुकें</translation>
    </message>
    <message>
        <source>What the terms mean. If the pointer is over a term, this explains that term.</source>
        <translation>शब्दों के अर्थ; pointer किसी शब्द पर हो तो उसी का अर्थ</translation>
    </message>
    <message>
        <source>Recorded run</source>
        <translation>Record किया हुआ run</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>ब्लॉक</translation>
    </message>
    <message>
        <source>Make a block</source>
        <translation>Block बनाएँ</translation>
    </message>
    <message>
        <source>Draw the selected layers as one card, and copy, repeat and move them as one</source>
        <translation>चुनी हुई layers एक कार्ड में दिखें, और साथ-साथ copy हों, दोहराई जाएँ और खिसकें</translation>
    </message>
    <message>
        <source>Collapse or expand</source>
        <translation>समेटें या खोलें</translation>
    </message>
    <message>
        <source>Show the selected blocks as single cards, or their layers (double-click)</source>
        <translation>चुने हुए हर block को एक कार्ड में दिखाएँ, या उसकी layers (double-click)</translation>
    </message>
    <message>
        <source>Collapse all blocks</source>
        <translation>सारे blocks समेटें</translation>
    </message>
    <message>
        <source>Expand all blocks</source>
        <translation>सारे blocks खोलें</translation>
    </message>
    <message>
        <source>Rename the block…</source>
        <translation>Block का नाम बदलें…</translation>
    </message>
    <message>
        <source>Repeat in series…</source>
        <translation>एक के बाद एक दोहराएँ…</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Block तोड़ें</translation>
    </message>
    <message>
        <source>Dissolve the selected blocks; their layers stay</source>
        <translation>चुने हुए blocks तोड़ें; उनकी layers बनी रहती हैं</translation>
    </message>
    <message>
        <source>Add copies of the selected block after it, each with its own weights</source>
        <translation>चुने हुए block के पीछे उसकी प्रतियाँ रखें, हर एक के अपने weights</translation>
    </message>
    <message>
        <source>A recorded run: its layers as a drawing and as a table, its plots, and what is wrong with it</source>
        <translation>Record किए हुए run की layers चित्र और तालिका में, plots, और क्या गड़बड़ है</translation>
    </message>
    <message>
        <source>Pause a run when its loss is flat or diverging, or when the task is solved; press Run to continue</source>
        <translation>Run को तब रोकें जब उसका loss ठहर जाए, बेकाबू बढ़े या समस्या हल हो जाए; जारी रखने के लिए Run दबाएँ</translation>
    </message>
    <message>
        <source>Everything to hand: settings, layers, program, heatmaps and plots</source>
        <translation>सब कुछ सामने: settings, layers, प्रोग्राम, हीटमैप और plots</translation>
    </message>
    <message>
        <source>Show the next pixel in the row, or the next token, in all panels</source>
        <translation>सभी पैनलों में पंक्ति का अगला pixel या अगला token दिखाएँ</translation>
    </message>
    <message>
        <source>Show the previous pixel in the row, or the previous token, in all panels</source>
        <translation>सभी पैनलों में पंक्ति का पिछला pixel या पिछला token दिखाएँ</translation>
    </message>
    <message>
        <source>The lesson card beside the drawing, the program and its formula</source>
        <translation>पाठ का card, साथ में चित्र, program और उसका formula</translation>
    </message>
    <message>
        <source>Capture moments in this window as steps, and ask the learner for any number</source>
        <translation>इस window के क्षणों को steps बनाएँ और किसी भी संख्या के बारे में पूछें</translation>
    </message>
    <message>
        <source>One HTML file that asks the questions and checks the answers in any browser, without an internet connection</source>
        <translation>एक HTML file, जो किसी भी browser में, बिना internet के, पूछती और जाँचती है</translation>
    </message>
    <message>
        <source>One HTML file to step through these training steps in any browser, without an internet connection</source>
        <translation>एक HTML file, जिससे किसी भी browser में, बिना internet के, इन training steps से गुज़रा जा सकता है</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>Something unexpected happened. Your network is still here; save it to be safe.</source>
        <translation>कुछ अप्रत्याशित हुआ। आपका network सुरक्षित है; एहतियात के लिए उसे सहेज लें।</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>प्रति सहेजें…</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>विवरण कॉपी करें</translation>
    </message>
    <message>
        <source>{folder} cannot be written to: settings and unsaved work will not be kept. Save your work to a file.</source>
        <translation>{folder} में लिखा नहीं जा सकता: settings और बिना सहेजा काम नहीं रखा जाएगा। काम को फ़ाइल में सहेजें।</translation>
    </message>
    <message>
        <source>The program failed to start last time, so the window and layouts have been reset.</source>
        <translation>पिछली शुरुआत असफल रही, इसलिए window और लेआउट पहली बार जैसे हैं।</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Your network is still here, as it was before.

Use fewer units, a smaller batch or a shorter sequence, or close other programs.</source>
        <translation>इसके लिए मेमोरी काफ़ी नहीं है। आपका नेटवर्क अब भी यहाँ है, जैसा पहले था।

कम यूनिट, छोटा बैच या छोटा सीक्वेंस लें, या दूसरे प्रोग्राम बंद करें।</translation>
    </message>
    <message>
        <source>The disk that holds {folder} is full: settings and unsaved work will not be kept. Free some space, or save to another disk.</source>
        <translation>{folder} की डिस्क भर गई है: सेटिंग्स और बिना सहेजा काम नहीं बचेगा। जगह बनाएँ, या किसी दूसरी डिस्क पर सहेजें।</translation>
    </message>
</context>
<context>
    <name>Author</name>
    <message>
        <source>any other wrong answer</source>
        <translation>कोई भी दूसरा ग़लत उत्तर</translation>
    </message>
    <message>
        <source>it rises, or a number above 0</source>
        <translation>बढ़ता है, या 0 से बड़ी संख्या</translation>
    </message>
    <message>
        <source>it falls, or a number below 0</source>
        <translation>घटता है, या 0 से छोटी संख्या</translation>
    </message>
    <message>
        <source>this number:</source>
        <translation>यह संख्या:</translation>
    </message>
    <message>
        <source>in this order (item numbers, all or some of them):</source>
        <translation>इस क्रम में (उनके अंक, या उनमें से कुछ):</translation>
    </message>
    <message>
        <source>no misconception named</source>
        <translation>कोई भ्रांति नहीं चुनी</translation>
    </message>
    <message>
        <source>before {line} is computed</source>
        <translation>{line} की गणना से पहले</translation>
    </message>
    <message>
        <source>at the end of {phase}</source>
        <translation>{phase} के अंत में</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>पूरा</translation>
    </message>
    <message>
        <source>{network}, training step {step}, {where}</source>
        <translation>{network}, training step {step}, {where}</translation>
    </message>
    <message>
        <source>hidden: {names}</source>
        <translation>छिपा हुआ: {names}</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>ऊपर ले जाएँ</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>विकल्प</translation>
    </message>
    <message>
        <source>is wrong</source>
        <translation>ग़लत है</translation>
    </message>
    <message>
        <source>is right</source>
        <translation>सही है</translation>
    </message>
    <message>
        <source>is right if this is true:</source>
        <translation>तब सही है जब यह सच हो:</translation>
    </message>
    <message>
        <source>Whether this option is right</source>
        <translation>यह विकल्प सही है या नहीं</translation>
    </message>
    <message>
        <source>Symbol of the factor</source>
        <translation>Factor का चिह्न</translation>
    </message>
    <message>
        <source>Value of the factor</source>
        <translation>Factor की value</translation>
    </message>
    <message>
        <source>Name of the number</source>
        <translation>संख्या का नाम</translation>
    </message>
    <message>
        <source>The text for this language is missing.</source>
        <translation>यह भाषा अभी बाकी है।</translation>
    </message>
    <message>
        <source>at the start</source>
        <translation>इसकी शुरुआत में</translation>
    </message>
    <message>
        <source>it stays the same, or 0</source>
        <translation>वही रहता है, या 0</translation>
    </message>
    <message>
        <source>as in the file</source>
        <translation>जैसा file में है</translation>
    </message>
    <message>
        <source>is part of the product</source>
        <translation>गुणनफल में आता है</translation>
    </message>
</context>
<context>
    <name>AuthorPanel</name>
    <message>
        <source>Title</source>
        <translation>शीर्षक</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>लक्ष्य</translation>
    </message>
    <message>
        <source>Capture this moment as a step</source>
        <translation>इस क्षण को step बनाएँ</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>ऊपर</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>नीचे</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>जाँचें</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>आज़माएँ</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>पूर्ववत करें</translation>
    </message>
    <message>
        <source>New</source>
        <translation>नया</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>सहेजें…</translation>
    </message>
    <message>
        <source>Worksheets…</source>
        <translation>अभ्यास-पत्र…</translation>
    </message>
    <message>
        <source>Share as a page…</source>
        <translation>Page के रूप में साझा करें…</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… और भी: {count}</translation>
    </message>
    <message>
        <source>missing: {languages}</source>
        <translation>बाकी: {languages}</translation>
    </message>
    <message>
        <source>Steps of the lesson</source>
        <translation>पाठ के steps</translation>
    </message>
    <message>
        <source>Start another lesson. Undo brings this one back.</source>
        <translation>दूसरा पाठ शुरू करें। “पूर्ववत करें” से यह पाठ वापस आ जाता है।</translation>
    </message>
    <message>
        <source>No problems found. Names, moments, answers, feedback and both languages were checked.</source>
        <translation>पाठ सही है: नाम, क्षण, उत्तर, feedback और दोनों भाषाएँ।</translation>
    </message>
    <message>
        <source>Go to a moment and capture it as a step. To ask for a number, right-click it on the canvas, or in the formula, a heatmap, the program or a watch.</source>
        <translation>किसी क्षण पर जाएँ और उसे step बनाएँ। किसी संख्या के बारे में पूछने के लिए canvas, सूत्र, हीटमैप, program या watch में उस पर right-click करें।</translation>
    </message>
</context>
<context>
    <name>Authoring</name>
    <message>
        <source>Lessons (*.json)</source>
        <translation>पाठ (*.json)</translation>
    </message>
    <message>
        <source>{name} cannot be opened</source>
        <translation>{name} नहीं खुल सकी</translation>
    </message>
    <message>
        <source>Save the lesson</source>
        <translation>पाठ सहेजें</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>पाठ</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>सहेजा नहीं गया</translation>
    </message>
    <message>
        <source>Wrote {path}</source>
        <translation>{path} लिखा गया</translation>
    </message>
    <message>
        <source>Edit a lesson</source>
        <translation>पाठ बदलें</translation>
    </message>
</context>
<context>
    <name>BlockEdits</name>
    <message>
        <source>Select the layers of the block first (Shift-click, or drag a box).</source>
        <translation>पहले block की layers चुनें (Shift से, या चारों ओर घेरा बनाकर)।</translation>
    </message>
    <message>
        <source>Make a block</source>
        <translation>Block बनाना</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Block तोड़ना</translation>
    </message>
    <message>
        <source>Select a block first: click its card, or its title if it is expanded.</source>
        <translation>पहले कोई block चुनें: उसके कार्ड पर click करें, या खुला हो तो उसके शीर्षक पर।</translation>
    </message>
    <message>
        <source>Rename the block</source>
        <translation>Block का नाम बदलें</translation>
    </message>
    <message>
        <source>Name of the block</source>
        <translation>Block का नाम</translation>
    </message>
    <message>
        <source>How many copies of this block are in series? Each copy has its own weights.</source>
        <translation>एक के बाद एक ऐसे कितने blocks हों? हर प्रति के अपने weights होते हैं।</translation>
    </message>
    <message>
        <source>Repeat {name}</source>
        <translation>{name} दोहराना</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>largest |δ| of a layer</source>
        <translation>layer का सबसे बड़ा |δ|</translation>
    </message>
    <message>
        <source>A non-finite number was produced here.</source>
        <translation>जो संख्या finite नहीं है, वह यहीं बनी।</translation>
    </message>
    <message>
        <source>If the run continued, non-finite numbers would reach this layer.</source>
        <translation>जो संख्याएँ finite नहीं हैं, वे इस layer तक पहुँचेंगी।</translation>
    </message>
    <message>
        <source>Breakpoints on program lines: {lines}</source>
        <translation>Program की इन पंक्तियों पर breakpoints: {lines}</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>weights</translation>
    </message>
    <message>
        <source>−max</source>
        <translation>−max</translation>
    </message>
    <message>
        <source>+max of each wire</source>
        <translation>हर wire का +max</translation>
    </message>
    <message>
        <source>∂L/∂w, else weights</source>
        <translation>∂L/∂w, नहीं तो weights</translation>
    </message>
    <message>
        <source>layers: {count}</source>
        <translation>layers: {count}</translation>
    </message>
    <message>
        <source>parameters: {count}</source>
        <translation>parameters: {count}</translation>
    </message>
    <message>
        <source>Double-click collapses this block to one card.</source>
        <translation>Double-click से यह block एक कार्ड में सिमट जाता है।</translation>
    </message>
    <message>
        <source>Its own loss: {loss}, weight {weight}, compared with: {target}</source>
        <translation>इसका अपना loss: {loss}, weight {weight}, तुलना: {target}</translation>
    </message>
    <message>
        <source>Colour: the sign. Width: the size, relative to the largest on the same wire. Dotted: 0.</source>
        <translation>रंग: चिह्न। चौड़ाई: आकार, उसी wire के सबसे बड़े मान की तुलना में। बिंदुओं की रेखा: 0।</translation>
    </message>
</context>
<context>
    <name>CanvasBar</name>
    <message>
        <source>+ Add a layer</source>
        <translation>+ Layer जोड़ें</translation>
    </message>
    <message>
        <source>The layers that can be added to the drawing</source>
        <translation>वे layers जो चित्र में जोड़ी जा सकती हैं</translation>
    </message>
    <message>
        <source>Data: {name}</source>
        <translation>डेटा: {name}</translation>
    </message>
    <message>
        <source>Data, loss, optimizer and training settings</source>
        <translation>डेटा, loss, optimizer और training कैसे होती है</translation>
    </message>
</context>
<context>
    <name>CanvasMenu</name>
    <message>
        <source>Change this weight…</source>
        <translation>यह weight बदलें…</translation>
    </message>
    <message>
        <source>Prune this weight</source>
        <translation>यह weight हटाएँ (prune)</translation>
    </message>
    <message>
        <source>Restore this weight</source>
        <translation>यह weight लौटाएँ</translation>
    </message>
    <message>
        <source>Freeze these weights</source>
        <translation>ये weights freeze करें</translation>
    </message>
    <message>
        <source>Why this gradient?</source>
        <translation>यह gradient क्यों?</translation>
    </message>
    <message>
        <source>Delete the wire</source>
        <translation>तार मिटाएँ</translation>
    </message>
    <message>
        <source>Change this weight</source>
        <translation>यह weight बदलें</translation>
    </message>
    <message>
        <source>New value of {name}</source>
        <translation>{name} का नया मान</translation>
    </message>
    <message>
        <source>Connect to</source>
        <translation>इससे जोड़ें</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Activation</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>कॉपी करें</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>प्रतिलिपि बनाएँ</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>No other layer can be connected to this one.</source>
        <translation>ऐसी कोई layer नहीं जिससे इसे जोड़ा जा सके।</translation>
    </message>
    <message>
        <source>itself, at the next time step</source>
        <translation>स्वयं से, एक time step बाद</translation>
    </message>
    <message>
        <source>Add a layer here</source>
        <translation>यहाँ layer जोड़ें</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>चिपकाएँ</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>सब चुनें</translation>
    </message>
    <message>
        <source>Tidy layout</source>
        <translation>लेआउट सँवारें</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Weights</translation>
    </message>
    <message>
        <source>Stop gradient</source>
        <translation>Gradient रोकें</translation>
    </message>
    <message>
        <source>Nudge this weight…</source>
        <translation>इस weight को थोड़ा हिलाएँ…</translation>
    </message>
    <message>
        <source>Make a block</source>
        <translation>Block बनाएँ</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>खोलें</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>समेटें</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>नाम बदलें…</translation>
    </message>
    <message>
        <source>Repeat in series…</source>
        <translation>एक के बाद एक दोहराएँ…</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Block तोड़ें</translation>
    </message>
</context>
<context>
    <name>CanvasPanel</name>
    <message>
        <source>Click a layer on the left or drag it here, or double-click here to search for one.
Then drag from the port on its right side to the next layer.</source>
        <translation>बाईं ओर से layer पर click करें या उसे खींचें, या खोजने के लिए यहाँ double-click करें।
फिर उसके दाएँ port से अगली layer तक खींचें।</translation>
    </message>
    <message>
        <source>The canvas is empty.</source>
        <translation>Canvas खाली है।</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>चित्र</translation>
    </message>
    <message>
        <source>sample {number}</source>
        <translation>sample {number}</translation>
    </message>
</context>
<context>
    <name>CheckDialog</name>
    <message>
        <source>All gradients agree</source>
        <translation>सभी gradient मेल खाते हैं</translation>
    </message>
    <message>
        <source>A gradient is wrong</source>
        <translation>एक gradient ग़लत है</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>निर्णय</translation>
    </message>
    <message>
        <source>Largest relative error</source>
        <translation>सबसे बड़ी सापेक्ष त्रुटि</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>मेल खाता है</translation>
    </message>
    <message>
        <source>at a kink: any value between the slopes on either side is correct</source>
        <translation>मोड़ पर: दोनों ओर के बीच का कोई भी मान सही है</translation>
    </message>
    <message>
        <source>WRONG</source>
        <translation>ग़लत</translation>
    </message>
    <message>
        <source>Each cell: the relative error on a logarithmic scale from 1e−17 to 1e−1; the midpoint is the limit, 1e−9.</source>
        <translation>हर ख़ाना: सापेक्ष त्रुटि दस की घात के रूप में, 1e−17 से 1e−1 तक; बीच में सीमा है, 1e−9।</translation>
    </message>
    <message>
        <source>powers of ten above the limit</source>
        <translation>सीमा से ऊपर की घात</translation>
    </message>
    <message>
        <source>[{row}, {column}]: backward {backward}, numeric {numeric}, relative error {error}</source>
        <translation>[{row}, {column}]: backward {backward}, संख्यात्मक {numeric}, सापेक्ष त्रुटि {error}</translation>
    </message>
    <message>
        <source>Forward passes for this check: {count}; backpropagation needs one backward pass.</source>
        <translation>Forward passes लगे: {count}; backpropagation को एक backward pass चाहिए।</translation>
    </message>
</context>
<context>
    <name>ChooseFigures</name>
    <message>
        <source>Export figures</source>
        <translation>Figures export करें</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>चित्र</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>चुनें…</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>सब चुनें</translation>
    </message>
    <message>
        <source>Tick none</source>
        <translation>कोई नहीं</translation>
    </message>
    <message>
        <source>Size and colours…</source>
        <translation>आकार और रंग…</translation>
    </message>
    <message>
        <source>Copy caption</source>
        <translation>Caption कॉपी करें</translation>
    </message>
    <message>
        <source>Copy caption for LaTeX</source>
        <translation>LaTeX के लिए caption कॉपी करें</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export करें</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>फ़ॉर्मैट</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>फ़ोल्डर</translation>
    </message>
    <message>
        <source>Export figures to</source>
        <translation>Figures यहाँ export करें</translation>
    </message>
    <message>
        <source>Figures: {figures} · files: {files}</source>
        <translation>Figures: {figures} · फ़ाइलें: {files}</translation>
    </message>
    <message>
        <source>existing files that will be replaced: {count}</source>
        <translation>इनमें से {count} पहले से हैं और बदल दी जाएँगी</translation>
    </message>
</context>
<context>
    <name>ChooseForm</name>
    <message>
        <source>Options</source>
        <translation>विकल्प</translation>
    </message>
    <message>
        <source>Another option</source>
        <translation>एक और विकल्प</translation>
    </message>
    <message>
        <source>All correct options must be chosen</source>
        <translation>जितने सही हैं, सभी चुनने होंगे</translation>
    </message>
    <message>
        <source>Always in this order</source>
        <translation>हमेशा इसी क्रम में</translation>
    </message>
</context>
<context>
    <name>ClassNames</name>
    <message>
        <source>Name of {name}</source>
        <translation>{name} का नाम</translation>
    </message>
    <message>
        <source>What plots and formulas call this class; leave empty for {name}</source>
        <translation>Plots और formulas में इस class का नाम; खाली हो तो: {name}</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>Type what you want to do…</source>
        <translation>लिखें कि क्या करना है…</translation>
    </message>
    <message>
        <source>No matching command.</source>
        <translation>कोई मेल खाता command नहीं।</translation>
    </message>
</context>
<context>
    <name>ComparePanel</name>
    <message>
        <source>Keep this network for comparison</source>
        <translation>तुलना के लिए यह network रखें</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>अदला-बदली</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>तुलना बंद करें</translation>
    </message>
    <message>
        <source>Keep a copy of this network, and compare it with whatever you change from now on</source>
        <translation>अब से आप जो बदलेंगे, उसकी तुलना इस क्षण के network से होगी</translation>
    </message>
    <message>
        <source>Work on the other network and compare it with this one</source>
        <translation>दूसरे network पर काम करें, और इससे तुलना करें</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>यह network</translation>
    </message>
    <message>
        <source>Other network</source>
        <translation>दूसरा network</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>अंतर</translation>
    </message>
    <message>
        <source>branch at training step {step}</source>
        <translation>training step {step} की शाखा</translation>
    </message>
    <message>
        <source>Swap the compared networks</source>
        <translation>तुलना वाले networks बदलें</translation>
    </message>
    <message>
        <source>Keep this network for comparison, then change something: both networks run from the same seed, step by step, with their numbers side by side. The loss plot and the depth profile show both curves.</source>
        <translation>Network को जैसा है वैसा रखें और कुछ बदलें: फिर दोनों एक ही seed से कदम-दर-कदम चलते हैं, और हर संख्या दूसरी के पास दिखती है। Loss और depth profile में दोनों रेखाएँ दिखती हैं।</translation>
    </message>
    <message>
        <source>Differences: {differences}</source>
        <translation>अंतर: {differences}</translation>
    </message>
    <message>
        <source>The two networks are still identical: change something.</source>
        <translation>अभी दोनों एक ही network हैं: कुछ बदलें।</translation>
    </message>
    <message>
        <source>… or compare with an example</source>
        <translation>… या किसी उदाहरण से</translation>
    </message>
</context>
<context>
    <name>ConditionDialog</name>
    <message>
        <source>Stop when…</source>
        <translation>इस पर रुकें…</translation>
    </message>
    <message>
        <source>rises above</source>
        <translation>से ऊपर जाए</translation>
    </message>
    <message>
        <source>falls below</source>
        <translation>से नीचे जाए</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>जोड़ें</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>A run stops after the training step in which a condition becomes true.</source>
        <translation>Run उस training step के बाद रुकता है जिसमें शर्त पूरी होती है।</translation>
    </message>
    <message>
        <source>Gradients accumulate here; ‖∂L/∂w‖ is the norm of each step&apos;s own gradient. A watch on grad(…) shows the accumulated gradient.</source>
        <translation>यहाँ gradients जुड़ते जाते हैं; ‖∂L/∂w‖ हर step का अपना है। जोड़ देखने के लिए grad(…) पर watch रखें।</translation>
    </message>
</context>
<context>
    <name>Conditions</name>
    <message>
        <source>loss</source>
        <translation>loss</translation>
    </message>
    <message>
        <source>update ratio of {name}</source>
        <translation>{name} का update अनुपात</translation>
    </message>
    <message>
        <source>loss of {name}</source>
        <translation>{name} का loss</translation>
    </message>
</context>
<context>
    <name>CostDialog</name>
    <message>
        <source>Cost of a training step</source>
        <translation>एक training step की लागत</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>निर्देश (instruction)</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>गणनाएँ</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>µs</source>
        <translation>µs</translation>
    </message>
    <message>
        <source>Share of the time</source>
        <translation>समय का हिस्सा</translation>
    </message>
    <message>
        <source>Whole step</source>
        <translation>पूरा step</translation>
    </message>
    <message>
        <source>The backward pass does {operations} times as many operations as the forward pass and takes {seconds} times as long.</source>
        <translation>Backward, forward से {operations} गुना गणनाएँ करता है और {seconds} गुना समय लेता है।</translation>
    </message>
    <message>
        <source>Executed one by one, the instructions take {single} µs; a run, which groups them, takes {grouped} µs per step.</source>
        <translation>एक-एक करके instructions को {single} µs लगते हैं; run उन्हें समूह में चलाता है और हर step में {grouped} µs लेता है।</translation>
    </message>
    <message>
        <source>In small networks most of the time goes into function calls, not operations, so the two ratios differ.</source>
        <translation>छोटे network में समय call का होता है, गणनाओं का नहीं, इसलिए दोनों अनुपात अलग होते हैं।</translation>
    </message>
</context>
<context>
    <name>CsvDialog</name>
    <message>
        <source>Data from {name}</source>
        <translation>{name} से डेटा</translation>
    </message>
    <message>
        <source>Role of each column:</source>
        <translation>हर column किसलिए है:</translation>
    </message>
    <message>
        <source>input</source>
        <translation>input</translation>
    </message>
    <message>
        <source>target</source>
        <translation>target</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>इस्तेमाल नहीं</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} पढ़ी जा रही है…</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… और {count} और</translation>
    </message>
    <message>
        <source>Role of {name}</source>
        <translation>{name} किसलिए है</translation>
    </message>
    <message>
        <source>At least one column must be an input, and one a target or class.</source>
        <translation>कम से कम एक column input और एक target या class होना चाहिए।</translation>
    </message>
    <message>
        <source>A number that the network sees.</source>
        <translation>एक संख्या जो network देखता है।</translation>
    </message>
    <message>
        <source>category</source>
        <translation>category</translation>
    </message>
    <message>
        <source>An input of words or class numbers: one column of 0s and 1s for each distinct value.</source>
        <translation>शब्दों या class संख्याओं का input: हर अलग मान के लिए 0 और 1 का एक column।</translation>
    </message>
    <message>
        <source>class</source>
        <translation>class</translation>
    </message>
    <message>
        <source>The network does not see this column.</source>
        <translation>Network यह column नहीं देखता।</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>खाली</translation>
    </message>
    <message>
        <source>row numbers</source>
        <translation>पंक्ति संख्या</translation>
    </message>
    <message>
        <source>dates</source>
        <translation>तारीखें</translation>
    </message>
    <message>
        <source>words: {count} different</source>
        <translation>शब्द: {count} अलग</translation>
    </message>
    <message>
        <source>whole numbers: {count} different</source>
        <translation>पूर्ण संख्याएँ: {count} अलग</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>संख्याएँ</translation>
    </message>
    <message>
        <source>without {marks}</source>
        <translation>{marks} के बिना</translation>
    </message>
    <message>
        <source>gaps: {count}</source>
        <translation>खाली: {count}</translation>
    </message>
    <message>
        <source>faults: {count}</source>
        <translation>गड़बड़ी: {count}</translation>
    </message>
    <message>
        <source>“{name}” becomes one input for each different word: {count}.</source>
        <translation>“{name}” के हर अलग शब्द का एक input बनता है: {count}.</translation>
    </message>
    <message>
        <source>“{name}”: the numbers are read without “{marks}”, as in {value}.</source>
        <translation>“{name}”: संख्याओं से चिह्न “{marks}” हटाए गए हैं, जैसे {value}.</translation>
    </message>
    <message>
        <source>“{name}”: numbers in parentheses are read as negative.</source>
        <translation>“{name}”: parentheses में लिखी संख्याएँ ऋणात्मक पढ़ी गई हैं।</translation>
    </message>
    <message>
        <source>inputs: {inputs}, outputs: {outputs}, training samples: {samples}, held out: {kept}</source>
        <translation>input: {inputs}, output: {outputs}, सीखने के sample: {samples}, अलग रखे: {kept}</translation>
    </message>
    <message>
        <source> (from the start of the file)</source>
        <translation> (फ़ाइल के शुरू के हिस्से से)</translation>
    </message>
    <message>
        <source>A number for the network to predict.</source>
        <translation>एक संख्या जिसका अनुमान network को लगाना है।</translation>
    </message>
    <message>
        <source>What the network learns to tell apart: one output for each distinct value.</source>
        <translation>जिन्हें network को अलग-अलग पहचानना है: हर अलग मान के लिए एक output।</translation>
    </message>
    <message>
        <source>“{name}” contains dates or times, which are not numbers, so it is not used.</source>
        <translation>“{name}” में तारीखें या समय हैं, जो संख्या नहीं हैं: यह इस्तेमाल नहीं होता।</translation>
    </message>
    <message>
        <source>“{name}” is not used, because it contains too many different words: {count}; the limit is {most}.</source>
        <translation>“{name}” इस्तेमाल नहीं होता, क्योंकि उसमें बहुत सारे अलग शब्द हैं: {count}, अधिक से अधिक {most}.</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>Data</source>
        <translation>डेटा</translation>
    </message>
    <message>
        <source>Edit table…</source>
        <translation>Table बदलें…</translation>
    </message>
    <message>
        <source>Class names</source>
        <translation>Classes के नाम</translation>
    </message>
    <message>
        <source>Name a class</source>
        <translation>Class का नाम</translation>
    </message>
    <message>
        <source>File</source>
        <translation>फ़ाइल</translation>
    </message>
    <message>
        <source>Choose different columns…</source>
        <translation>दूसरे column…</translation>
    </message>
    <message>
        <source>samples: {samples}, inputs: {inputs}, targets: {targets}</source>
        <translation>samples: {samples}, inputs: {inputs}, targets: {targets}</translation>
    </message>
    <message>
        <source>, time steps: {length}</source>
        <translation>, time steps: {length}</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimizer</translation>
    </message>
    <message>
        <source>The same seed gives the same weights, data and order, bit for bit.</source>
        <translation>एक ही seed से वही weights, डेटा और क्रम मिलते हैं, bit-दर-bit।</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>all samples</source>
        <translation>सभी samples</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>Batch का आकार</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Shuffle each epoch</source>
        <translation>हर epoch में क्रम बदलें</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>no clipping</source>
        <translation>clipping नहीं</translation>
    </message>
    <message>
        <source>by norm</source>
        <translation>norm से</translation>
    </message>
    <message>
        <source>by value</source>
        <translation>value से</translation>
    </message>
    <message>
        <source>Limit the gradients before the update: their total norm, or each element.</source>
        <translation>Update से पहले gradients सीमित करें: उनका साझा norm, या हर अवयव।</translation>
    </message>
    <message>
        <source>Clipping</source>
        <translation>Clipping</translation>
    </message>
    <message>
        <source>Clip gradients</source>
        <translation>Gradient Clipping</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>सीमा</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Schedule</translation>
    </message>
    <message>
        <source>How the learning rate changes from step to step.</source>
        <translation>learning rate step-दर-step कैसे बदलती है।</translation>
    </message>
    <message>
        <source>Each training step sees k1 new time steps; gradients flow back over k2 time steps. The state is carried over.</source>
        <translation>हर training step k1 नए time step देखता है; gradient k2 तक पीछे बहते हैं। State आगे ले जाई जाती है।</translation>
    </message>
    <message>
        <source>Truncation</source>
        <translation>Truncation</translation>
    </message>
    <message>
        <source>Data settings</source>
        <translation>डेटा की settings</translation>
    </message>
    <message>
        <source>Edit table</source>
        <translation>Table बदलें</translation>
    </message>
    <message>
        <source>Data: {name}</source>
        <translation>डेटा {name}</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>target {name}</source>
        <translation>target {name}</translation>
    </message>
    <message>
        <source>Numbers (regression)</source>
        <translation>संख्याएँ (regression)</translation>
    </message>
    <message>
        <source>Two classes</source>
        <translation>दो classes</translation>
    </message>
    <message>
        <source>Several classes</source>
        <translation>कई classes</translation>
    </message>
    <message>
        <source>Output activation: {activation}. Loss: {loss}.</source>
        <translation>Output activation: {activation}। Loss: {loss}।</translation>
    </message>
    <message>
        <source>other output or loss</source>
        <translation>कोई और output या loss</translation>
    </message>
    <message>
        <source>Sets the activation of the output layer and the loss together</source>
        <translation>Output layer का activation और loss साथ-साथ तय करता है</translation>
    </message>
    <message>
        <source>Choose how the pictures are read…</source>
        <translation>कैसे पढ़े जाएँ, चुनें…</translation>
    </message>
    <message>
        <source>Truncated BPTT</source>
        <translation>Sequence truncate करें</translation>
    </message>
</context>
<context>
    <name>DiagnosisPanel</name>
    <message>
        <source>Examine</source>
        <translation>जाँचें</translation>
    </message>
    <message>
        <source>Try remedies</source>
        <translation>उपाय आज़माएँ</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>Train a copy for {count} epochs from the start, and report what goes wrong</source>
        <translation>एक प्रति को शुरू से {count} epochs तक train करें, और बताएँ कि क्या बिगड़ता है</translation>
    </message>
    <message>
        <source> steps</source>
        <translation> steps</translation>
    </message>
    <message>
        <source>First draw a network that can run.</source>
        <translation>पहले ऐसा network बनाएँ जो चल सके।</translation>
    </message>
    <message>
        <source>Examining a copy…</source>
        <translation>एक copy जाँची जा रही है…</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>अभी</translation>
    </message>
    <message>
        <source>No problems found at this point. Run the network, or examine a copy.</source>
        <translation>इस क्षण कोई समस्या नहीं मिली। इसे चलाएँ, या एक प्रति जाँचें।</translation>
    </message>
    <message>
        <source>In the first {count} epochs</source>
        <translation>शुरू से {count} epochs में</translation>
    </message>
    <message>
        <source>Trained from the start, the network learns as it should.</source>
        <translation>शुरू से चलाने पर ठीक सीखता है।</translation>
    </message>
    <message>
        <source>Train a copy with each remedy from the start, with three seeds, and compare</source>
        <translation>हर उपाय के साथ एक प्रति को शुरू से, तीन seeds के साथ train करें, और तुलना करें</translation>
    </message>
    <message>
        <source>How many steps to train with each remedy</source>
        <translation>हर उपाय को कितनी देर train किया जाए</translation>
    </message>
    <message>
        <source>In a race, you fix the network yourself.</source>
        <translation>Race में network आप खुद ठीक करते हैं।</translation>
    </message>
    <message>
        <source>“{remedy}” would change nothing here.</source>
        <translation>“{remedy}” से यहाँ कुछ नहीं बदलेगा।</translation>
    </message>
    <message>
        <source>Go back to the network that was measured</source>
        <translation>मापे गए network पर वापस जाएँ</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total} में से {done}</translation>
    </message>
    <message>
        <source>Stop and keep what has been measured so far (Esc)</source>
        <translation>रोकें; अब तक जो मापा गया वह रहता है (Esc)</translation>
    </message>
    <message>
        <source>The examination ended early: {why}.</source>
        <translation>जाँच समाप्त कर दी गई: {why}।</translation>
    </message>
    <message>
        <source>Looking at the steps before this one…</source>
        <translation>इससे पहले के steps देखे जा रहे हैं…</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>The unsaved work cannot be opened</source>
        <translation>इसे खोला नहीं जा सकता</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>खोलें</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>सहेजें</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>सहेजा नहीं गया</translation>
    </message>
    <message>
        <source>Saved {path} without the notes: only a session (.bpx) keeps them.</source>
        <translation>{path} टिप्पणियों के बिना सहेजी गई: उन्हें केवल session (.bpx) रखता है।</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>{path} सहेजी गई</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>बिना सहेजे बदलाव</translation>
    </message>
    <message>
        <source>Save the changes to this experiment?</source>
        <translation>क्या इस experiment के बदलाव सहेजें?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>Experiment: network, data and settings</source>
        <translation>Experiment: network, डेटा और settings</translation>
    </message>
    <message>
        <source>Session: the run in its current state</source>
        <translation>Session: run अभी जैसा है</translation>
    </message>
    <message>
        <source>{why}

The old file is unchanged; save to another location.</source>
        <translation>{why}

पुरानी फ़ाइल वैसी ही है; किसी और जगह सहेजें।</translation>
    </message>
    <message>
        <source>All supported files ({patterns})</source>
        <translation>सभी समर्थित फ़ाइलें ({patterns})</translation>
    </message>
</context>
<context>
    <name>Drafting</name>
    <message>
        <source>Ask for this number: {name}</source>
        <translation>इस संख्या के बारे में पूछें: {name}</translation>
    </message>
    <message>
        <source>The lesson you were writing cannot be read. It has been moved to {path}.</source>
        <translation>पहले लिखा पाठ पढ़ा नहीं जा सकता। उसे {path} में अलग रख दिया गया।</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>Add {name}</source>
        <translation>{name} जोड़ें</translation>
    </message>
    <message>
        <source>Resize {name}</source>
        <translation>{name} का आकार बदलें</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Activation</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>Connect {wire}</source>
        <translation>{wire} जोड़ें</translation>
    </message>
    <message>
        <source>Restore a weight</source>
        <translation>एक weight लौटाएँ</translation>
    </message>
    <message>
        <source>Prune a weight</source>
        <translation>एक weight हटाएँ (prune)</translation>
    </message>
    <message>
        <source>clipboard</source>
        <translation>क्लिपबोर्ड</translation>
    </message>
    <message>
        <source>There are no layers on the clipboard: select some and copy them (Ctrl+C).</source>
        <translation>क्लिपबोर्ड पर कोई layer नहीं: कुछ चुनें और कॉपी करें (Ctrl+C)।</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>चिपकाएँ</translation>
    </message>
    <message>
        <source>Select at least two layers to align them (Shift-click, or drag a box).</source>
        <translation>पंक्ति में लाने के लिए कम से कम दो layers चुनें (Shift से, या चारों ओर घेरा बनाकर)।</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>पंक्तिबद्ध करें</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>खिसकाएँ</translation>
    </message>
    <message>
        <source>Tidy layout</source>
        <translation>लेआउट सँवारें</translation>
    </message>
    <message>
        <source>Change {wire}</source>
        <translation>{wire} बदलें</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>unknown format {unknown}.</source>
        <translation>अनजान format {unknown}।</translation>
    </message>
    <message>
        <source>the folder does not exist.</source>
        <translation>फ़ोल्डर मौजूद नहीं है।</translation>
    </message>
    <message>
        <source>Available examples: {known}.</source>
        <translation>उदाहरण: {known}।</translation>
    </message>
    <message>
        <source>must be of type {wanted}; it is {value}.</source>
        <translation>प्रकार {wanted} होना चाहिए; यहाँ {value} है।</translation>
    </message>
    <message>
        <source>must be at least {wanted}; it is {value}.</source>
        <translation>कम से कम {wanted} होना चाहिए; यहाँ {value} है।</translation>
    </message>
    <message>
        <source>must be at most {wanted}; it is {value}.</source>
        <translation>अधिक से अधिक {wanted} होना चाहिए; यहाँ {value} है।</translation>
    </message>
    <message>
        <source>has too few entries: {value}.</source>
        <translation>प्रविष्टियाँ बहुत कम हैं: {value}।</translation>
    </message>
    <message>
        <source>has too many entries.</source>
        <translation>प्रविष्टियाँ बहुत अधिक हैं।</translation>
    </message>
    <message>
        <source>is too long.</source>
        <translation>बहुत लंबा है।</translation>
    </message>
    <message>
        <source>Update Backprop Explorer; the file has not been changed.</source>
        <translation>Backprop Explorer अपडेट करें; फ़ाइल जैसी थी वैसी ही है।</translation>
    </message>
    <message>
        <source>the number {name} is not allowed.</source>
        <translation>संख्या {name} की अनुमति नहीं है।</translation>
    </message>
    <message>
        <source>Use finite numbers.</source>
        <translation>Finite संख्याएँ लिखें।</translation>
    </message>
    <message>
        <source>unknown key {extra}.</source>
        <translation>अनजान key {extra}।</translation>
    </message>
    <message>
        <source>the key {missing} is missing.</source>
        <translation>Key {missing} नहीं है।</translation>
    </message>
    <message>
        <source>must be one of: {wanted}; it is {value}.</source>
        <translation>इनमें से एक होना चाहिए: {wanted}; यहाँ {value} है।</translation>
    </message>
    <message>
        <source>has a value that is not allowed: {value}.</source>
        <translation>इसकी अनुमति नहीं है: {value}।</translation>
    </message>
    <message>
        <source>there is no such file.</source>
        <translation>ऐसी कोई फ़ाइल नहीं है।</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>नाम जाँचें।</translation>
    </message>
    <message>
        <source>the file is not UTF-8 text (byte {at}).</source>
        <translation>फ़ाइल UTF-8 text नहीं है (byte {at})।</translation>
    </message>
    <message>
        <source>Save the file as UTF-8.</source>
        <translation>उसे UTF-8 में सहेजें।</translation>
    </message>
    <message>
        <source>the file cannot be read: {why}.</source>
        <translation>फ़ाइल पढ़ी नहीं जा सकती: {why}।</translation>
    </message>
    <message>
        <source>the file is nested too deeply.</source>
        <translation>फ़ाइल में बहुत गहरी layers हैं।</translation>
    </message>
    <message>
        <source>the number is too large.</source>
        <translation>संख्या बहुत बड़ी है।</translation>
    </message>
    <message>
        <source>the key {key!r} occurs twice.</source>
        <translation>Key {key!r} दो बार आती है।</translation>
    </message>
    <message>
        <source>Remove one of the two.</source>
        <translation>उनमें से एक हटाएँ।</translation>
    </message>
    <message>
        <source>Slope for negative inputs.</source>
        <translation>ऋणात्मक input के लिए ढलान।</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>a = z: for regression outputs and for logits.</source>
        <translation>a = z: regression के output और logits के लिए।</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>Between −1 and 1, slope 1 at 0.</source>
        <translation>−1 और 1 के बीच, 0 पर ढलान 1।</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>max(0, z); a unit that is never positive is dead.</source>
        <translation>max(0, z); जो unit कभी धनात्मक न हो वह मृत है।</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>ReLU with a small slope for negative inputs, so no unit dies.</source>
        <translation>0 से नीचे छोटी ढलान वाला ReLU, ताकि कोई unit न मरे।</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Curves smoothly towards −α below 0 (Clevert et al. 2016).</source>
        <translation>0 से नीचे कोमलता से −α तक मुड़ता है (Clevert et al. 2016)।</translation>
    </message>
    <message>
        <source>SELU</source>
        <translation>SELU</translation>
    </message>
    <message>
        <source>Every sample has the same target, so there is nothing to learn from the inputs.</source>
        <translation>हर sample का target एक ही है, इसलिए inputs से सीखने को कुछ नहीं।</translation>
    </message>
    <message>
        <source>initial loss</source>
        <translation>पहला loss</translation>
    </message>
    <message>
        <source>saturated layers</source>
        <translation>saturated layers</translation>
    </message>
    <message>
        <source>gradient ratio, first to last layer</source>
        <translation>gradient का अनुपात, पहली layer से आखिरी</translation>
    </message>
    <message>
        <source>factor per layer</source>
        <translation>हर layer का गुणक</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>loss</translation>
    </message>
    <message>
        <source>gradient ratio, first to last time step</source>
        <translation>gradient का अनुपात, पहले time step से आखिरी</translation>
    </message>
    <message>
        <source>factor per time step</source>
        <translation>हर time step का गुणक</translation>
    </message>
    <message>
        <source>largest input</source>
        <translation>सबसे बड़ा input</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>मानक विचलन</translation>
    </message>
    <message>
        <source>scatter around the trend</source>
        <translation>रुझान के आसपास बिखराव</translation>
    </message>
    <message>
        <source>‖∂L/∂z‖ of {name}</source>
        <translation>{name} का ‖∂L/∂z‖</translation>
    </message>
    <message>
        <source>Dask is not installed.</source>
        <translation>Dask स्थापित नहीं है।</translation>
    </message>
    <message>
        <source>Install it: pip install &quot;backprop-explorer[dask]&quot;.</source>
        <translation>इसे स्थापित करें: pip install &quot;backprop-explorer[dask]&quot;.</translation>
    </message>
    <message>
        <source>Start a scheduler with `dask scheduler`, and give its tcp:// address.</source>
        <translation>`dask scheduler` से एक शुरू करें, और उसका tcp:// पता दें।</translation>
    </message>
    <message>
        <source>forward pass</source>
        <translation>forward pass</translation>
    </message>
    <message>
        <source>backward pass</source>
        <translation>backward pass</translation>
    </message>
    <message>
        <source>update</source>
        <translation>update</translation>
    </message>
    <message>
        <source>its inputs and gradients were not recorded.</source>
        <translation>इसके input और gradient record नहीं हुए।</translation>
    </message>
    <message>
        <source>Record with arrays=True.</source>
        <translation>arrays=True के साथ record करें।</translation>
    </message>
    <message>
        <source>The file is damaged; record the run again.</source>
        <translation>फ़ाइल ख़राब है; फिर से record करें।</translation>
    </message>
    <message>
        <source>Record smaller batches.</source>
        <translation>छोटे batch record करें।</translation>
    </message>
    <message>
        <source>Matching output and loss</source>
        <translation>मेल खाते output और loss</translation>
    </message>
    <message>
        <source>Standardise the inputs</source>
        <translation>Inputs को मानक करें</translation>
    </message>
    <message>
        <source>ReLU with He initialisation</source>
        <translation>ReLU, He के साथ</translation>
    </message>
    <message>
        <source>Leaky ReLU with He initialisation</source>
        <translation>Leaky ReLU, He के साथ</translation>
    </message>
    <message>
        <source>Tanh with Xavier initialisation</source>
        <translation>Tanh, Xavier के साथ</translation>
    </message>
    <message>
        <source>ReLU with BatchNorm</source>
        <translation>ReLU, BatchNorm के साथ</translation>
    </message>
    <message>
        <source>Smaller learning rate</source>
        <translation>छोटी learning rate</translation>
    </message>
    <message>
        <source>Larger learning rate</source>
        <translation>बड़ी learning rate</translation>
    </message>
    <message>
        <source>Clip the gradient norm</source>
        <translation>Gradient norm सीमित करें</translation>
    </message>
    <message>
        <source>Open gates</source>
        <translation>खुले gates</translation>
    </message>
    <message>
        <source>LSTM with an open forget gate</source>
        <translation>खुले gates वाला LSTM</translation>
    </message>
    <message>
        <source>GRU with an open update gate</source>
        <translation>खुले update gate वाला GRU</translation>
    </message>
    <message>
        <source>Longer window</source>
        <translation>लंबी window</translation>
    </message>
    <message>
        <source>spectral radius</source>
        <translation>spectral radius</translation>
    </message>
    <message>
        <source>time steps</source>
        <translation>time steps</translation>
    </message>
    <message>
        <source>initial scale (gain)</source>
        <translation>शुरुआती पैमाना (gain)</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>गहराई</translation>
    </message>
    <message>
        <source>the loss</source>
        <translation>loss</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>output</translation>
    </message>
    <message>
        <source>the gradient</source>
        <translation>gradient</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>learning rate</translation>
    </message>
    <message>
        <source>the weights</source>
        <translation>weights</translation>
    </message>
    <message>
        <source>this part is missing.</source>
        <translation>यह हिस्सा नहीं है।</translation>
    </message>
    <message>
        <source>Save the session again.</source>
        <translation>Session फिर से सहेजें।</translation>
    </message>
    <message>
        <source>this part is damaged: {why}.</source>
        <translation>यह हिस्सा ख़राब है: {why}।</translation>
    </message>
    <message>
        <source>Use the backup copy, whose name ends in .bak.</source>
        <translation>.bak वाली copy का प्रयोग करें।</translation>
    </message>
    <message>
        <source>Write a finite number such as 1.5 or 2e-3.</source>
        <translation>1.5 या 2e-3 जैसी finite संख्या लिखें।</translation>
    </message>
    <message>
        <source>the field {field} in column {name!r} is not a number.</source>
        <translation>Column {name!r} का field {field} संख्या नहीं है।</translation>
    </message>
    <message>
        <source>the file is empty.</source>
        <translation>फ़ाइल खाली है।</translation>
    </message>
    <message>
        <source>fields in this line: {found}; in the first line: {wanted}.</source>
        <translation>इस पंक्ति में {found} field हैं, पहली में {wanted}।</translation>
    </message>
    <message>
        <source>the file has {count} columns; the limit is {most}.</source>
        <translation>फ़ाइल में {count} column हैं, {most} से अधिक।</translation>
    </message>
    <message>
        <source>the column name {name!r} occurs more than once.</source>
        <translation>Column का नाम {name!r} दो बार है।</translation>
    </message>
    <message>
        <source>Give each column its own name.</source>
        <translation>हर column को अपना नाम दें।</translation>
    </message>
    <message>
        <source>there is no file {path}.</source>
        <translation>{path} नाम की फ़ाइल नहीं है।</translation>
    </message>
    <message>
        <source>Choose another encoding, or save the file as UTF-8.</source>
        <translation>दूसरी encoding चुनें, या UTF-8 में सहेजें।</translation>
    </message>
    <message>
        <source>this line cannot be read: {why}.</source>
        <translation>यह पंक्ति पढ़ी नहीं जा सकती: {why}।</translation>
    </message>
    <message>
        <source>the file has too many rows; the limit is {most}.</source>
        <translation>फ़ाइल में {most} से अधिक पंक्तियाँ हैं।</translation>
    </message>
    <message>
        <source>the file is too large; the limit is {most} MiB.</source>
        <translation>फ़ाइल {most} MiB से बड़ी है।</translation>
    </message>
    <message>
        <source>Type the text again.</source>
        <translation>इसे फिर से लिखें।</translation>
    </message>
    <message>
        <source>PyTorch script</source>
        <translation>PyTorch script</translation>
    </message>
    <message>
        <source>NumPy script</source>
        <translation>NumPy script</translation>
    </message>
    <message>
        <source>ONNX model</source>
        <translation>ONNX model</translation>
    </message>
    <message>
        <source>Weights (safetensors)</source>
        <translation>Weight (safetensors)</translation>
    </message>
    <message>
        <source>{words} is not a list of positive numbers.</source>
        <translation>{words} धनात्मक संख्याओं की सूची नहीं है।</translation>
    </message>
    <message>
        <source>Save the state_dict of a whole model.</source>
        <translation>पूरे model का state_dict सहेजें।</translation>
    </message>
    <message>
        <source>Only unidirectional modules can be drawn.</source>
        <translation>केवल एक दिशा बनाई जा सकती है।</translation>
    </message>
    <message>
        <source>Save the whole state_dict.</source>
        <translation>पूरा state_dict सहेजें।</translation>
    </message>
    <message>
        <source>Write a PyTorch script instead.</source>
        <translation>इसके बदले PyTorch script लिखें।</translation>
    </message>
    <message>
        <source>a training step has {count} lines, too many to read.</source>
        <translation>एक training step में {count} पंक्तियाँ हैं, पढ़ने के लिए बहुत अधिक।</translation>
    </message>
    <message>
        <source>Use fewer layers or time steps, or a PyTorch script.</source>
        <translation>कम layer या time step लें, या PyTorch script।</translation>
    </message>
    <message>
        <source>ONNX needs the package onnx, which is not installed.</source>
        <translation>ONNX के लिए package onnx चाहिए, जो install नहीं है।</translation>
    </message>
    <message>
        <source>the data contain {count} numbers, more than a readable script can hold.</source>
        <translation>डेटा में {count} संख्याएँ हैं, पढ़ने योग्य script के लिए बहुत अधिक।</translation>
    </message>
    <message>
        <source>Use fewer samples.</source>
        <translation>कम sample लें।</translation>
    </message>
    <message>
        <source>its columns are not those of a recorded run.</source>
        <translation>इसके column record किए हुए run के नहीं हैं।</translation>
    </message>
    <message>
        <source>the column {name!r} is missing.</source>
        <translation>Column {name!r} नहीं है।</translation>
    </message>
    <message>
        <source>event files need the package tensorboard, which is not installed.</source>
        <translation>Event फ़ाइल के लिए package tensorboard चाहिए, जो install नहीं है।</translation>
    </message>
    <message>
        <source>Install it: {command}.</source>
        <translation>उसे install करें: {command}।</translation>
    </message>
    <message>
        <source>these event files cannot be read: {why}.</source>
        <translation>ये event फ़ाइल पढ़ी नहीं जा सकतीं: {why}।</translation>
    </message>
    <message>
        <source>Save the model in float32 or float64.</source>
        <translation>Model को float32 या float64 में सहेजें।</translation>
    </message>
    <message>
        <source>the network has no such parameter.</source>
        <translation>Network में ऐसा parameter नहीं है।</translation>
    </message>
    <message>
        <source>Slope</source>
        <translation>ढलान</translation>
    </message>
    <message>
        <source>ELU scaled so that deep stacks keep mean 0 and variance 1 (Klambauer et al. 2017).</source>
        <translation>ऐसे मापा गया ELU कि गहरे network में माध्य 0 और प्रसरण 1 बना रहे (Klambauer et al. 2017)।</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>SiLU</source>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>x · σ(x), also called swish.</source>
        <translation>x · σ(x), इसे swish भी कहते हैं।</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>A ReLU without a kink: ln(1 + eˣ).</source>
        <translation>बिना मोड़ वाला ReLU: ln(1 + eˣ)।</translation>
    </message>
    <message>
        <source>Softsign</source>
        <translation>Softsign</translation>
    </message>
    <message>
        <source>x / (1 + |x|): saturates more slowly than tanh.</source>
        <translation>x / (1 + |x|): tanh से धीरे संतृप्त होता है।</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Probabilities over the units of the layer.</source>
        <translation>Layer की units पर probabilities।</translation>
    </message>
    <message>
        <source>Gate bias</source>
        <translation>Gate bias</translation>
    </message>
    <message>
        <source>a layer of type {type} cannot be written in PyTorch.</source>
        <translation>यहाँ {type} प्रकार की layer का PyTorch में कोई जोड़ नहीं है।</translation>
    </message>
    <message>
        <source>{name} cannot be written in PyTorch.</source>
        <translation>यहाँ {name} का PyTorch में कोई जोड़ नहीं है।</translation>
    </message>
    <message>
        <source>Write a NumPy script instead.</source>
        <translation>इसके बदले NumPy script लिखें।</translation>
    </message>
    <message>
        <source>there is no column {name!r}.</source>
        <translation>Column {name!r} नहीं है।</translation>
    </message>
    <message>
        <source>Select at least one column.</source>
        <translation>कम से कम एक का नाम दें।</translation>
    </message>
    <message>
        <source>the file has no rows of data.</source>
        <translation>File में data की पंक्तियाँ नहीं हैं।</translation>
    </message>
    <message>
        <source>the file {path} could not be read.</source>
        <translation>फ़ाइल {path} पढ़ी नहीं गई।</translation>
    </message>
    <message>
        <source>Open the experiment from its file.</source>
        <translation>Experiment को उसकी फ़ाइल से खोलें।</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Samples</translation>
    </message>
    <message>
        <source>Number of samples.</source>
        <translation>Samples की संख्या।</translation>
    </message>
    <message>
        <source>the text has fewer than two characters.</source>
        <translation>Text में दो से कम अक्षर हैं।</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>शोर (noise)</translation>
    </message>
    <message>
        <source>Standard deviation of the noise.</source>
        <translation>Noise का मानक विचलन।</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>लंबाई</translation>
    </message>
    <message>
        <source>XOR</source>
        <translation>XOR</translation>
    </message>
    <message>
        <source>AND</source>
        <translation>AND</translation>
    </message>
    <message>
        <source>OR</source>
        <translation>OR</translation>
    </message>
    <message>
        <source>NAND</source>
        <translation>NAND</translation>
    </message>
    <message>
        <source>False only where both inputs are true.</source>
        <translation>असत्य केवल वहाँ जहाँ दोनों inputs सत्य हों।</translation>
    </message>
    <message>
        <source>Two classes that a straight line separates.</source>
        <translation>दो classes जिन्हें एक सीधी रेखा अलग करती है।</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>वृत्त</translation>
    </message>
    <message>
        <source>One class inside a ring of the other.</source>
        <translation>एक class दूसरी के छल्ले के भीतर।</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>Blobs</translation>
    </message>
    <message>
        <source>Several round clusters, one per class.</source>
        <translation>कई गोल समूह, हर class का एक।</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>रेखा</translation>
    </message>
    <message>
        <source>Points x = 1, 2, … on a straight line.</source>
        <translation>सीधी रेखा पर बिंदु x = 1, 2, …</translation>
    </message>
    <message>
        <source>Sine</source>
        <translation>Sine</translation>
    </message>
    <message>
        <source>One period of sin x.</source>
        <translation>sin x का एक चक्र।</translation>
    </message>
    <message>
        <source>One class where both inputs have the same sign, the other where the signs differ: XOR with many points.</source>
        <translation>जहाँ दोनों inputs का चिह्न एक जैसा हो वहाँ एक class, जहाँ अलग हो वहाँ दूसरी: बहुत-से points वाला XOR।</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>दो चाँद</translation>
    </message>
    <message>
        <source>Two interleaved half circles.</source>
        <translation>एक-दूसरे में फँसे दो अर्धवृत्त।</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>Spiral</translation>
    </message>
    <message>
        <source>Two arms wound around each other: hard to separate.</source>
        <translation>एक-दूसरे के चारों ओर लिपटी दो भुजाएँ: अलग करना कठिन।</translation>
    </message>
    <message>
        <source>Next character</source>
        <translation>अगला अक्षर</translation>
    </message>
    <message>
        <source>Each character of a text predicts the next one.</source>
        <translation>Text का हर अक्षर अगले अक्षर का अनुमान देता है।</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>Echo</translation>
    </message>
    <message>
        <source>Sine sequence</source>
        <translation>Sine sequence</translation>
    </message>
    <message>
        <source>Each value of a sine wave predicts the next one.</source>
        <translation>Sine का हर मान अगले का अनुमान देता है।</translation>
    </message>
    <message>
        <source>Adding</source>
        <translation>जोड़</translation>
    </message>
    <message>
        <source>Latch</source>
        <translation>Latch</translation>
    </message>
    <message>
        <source>Remember the sign of the first input until the end.</source>
        <translation>पहले input का चिह्न अंत तक याद रखें।</translation>
    </message>
    <message>
        <source>Columns of a file: some are inputs, some are targets.</source>
        <translation>फ़ाइल के column: कुछ input हैं, कुछ target।</translation>
    </message>
    <message>
        <source>Rows of numbers: inputs and targets.</source>
        <translation>संख्याओं की पंक्तियाँ: inputs और targets।</translation>
    </message>
    <message>
        <source>Give one target row for each input row.</source>
        <translation>हर input पंक्ति के लिए एक target पंक्ति दें।</translation>
    </message>
    <message>
        <source>Use 1 for targets that are part of the loss and 0 for the rest.</source>
        <translation>जो targets loss में शामिल हों उनके लिए 1 लिखें, बाकी के लिए 0।</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>दूरी</translation>
    </message>
    <message>
        <source>Gap between the classes.</source>
        <translation>Classes के बीच की दूरी।</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>Number of classes.</source>
        <translation>Classes की संख्या।</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>फैलाव</translation>
    </message>
    <message>
        <source>Standard deviation of each cluster.</source>
        <translation>हर समूह का मानक विचलन।</translation>
    </message>
    <message>
        <source>Intercept</source>
        <translation>Intercept</translation>
    </message>
    <message>
        <source>Value at x = 0.</source>
        <translation>x = 0 पर मान।</translation>
    </message>
    <message>
        <source>Gap</source>
        <translation>खाली जगह</translation>
    </message>
    <message>
        <source>Smallest distance of a point from either axis.</source>
        <translation>किसी भी अक्ष से point की सबसे छोटी दूरी।</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>फेरे</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>टेक्स्ट</translation>
    </message>
    <message>
        <source>The text to learn.</source>
        <translation>सीखने का text।</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Encoding</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Lag</translation>
    </message>
    <message>
        <source>Standardise</source>
        <translation>Standardise करें</translation>
    </message>
    <message>
        <source>Every input column is rescaled to mean 0 and standard deviation 1.</source>
        <translation>हर input column का mean 0 और standard deviation 1 हो जाता है।</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>अलग रखा हिस्सा</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Gain</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>माध्य</translation>
    </message>
    <message>
        <source>Std. deviation</source>
        <translation>मानक विचलन</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Dense layer</translation>
    </message>
    <message>
        <source>Weighted sums of the inputs, passed through an activation.</source>
        <translation>आने वाले मानों के भारित योग, फिर activation।</translation>
    </message>
    <message>
        <source>Layer {node} switches off some of its inputs at random.</source>
        <translation>Layer {node} अपने कुछ inputs को यादृच्छिक रूप से बंद कर देती है।</translation>
    </message>
    <message>
        <source>Layer {node} adds up the outputs of the layers that feed into it, unit by unit.</source>
        <translation>Layer {node} अपने में आने वाली layers को unit दर unit जोड़ती है।</translation>
    </message>
    <message>
        <source>Layer {node} multiplies the outputs of the layers that feed into it, unit by unit.</source>
        <translation>Layer {node} अपने में आने वाली layers को unit दर unit गुणा करती है।</translation>
    </message>
    <message>
        <source>Layer {node} concatenates the outputs of the layers that feed into it.</source>
        <translation>Layer {node} अपने में आने वाली layers की units एक के बाद एक रखती है।</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>बदलाव</translation>
    </message>
    <message>
        <source>Layer {node} adds up its inputs, each multiplied by its weight.</source>
        <translation>Layer {node} अपने inputs को उनके weights से गुणा करके जोड़ती है।</translation>
    </message>
    <message>
        <source>Layer {node} looks up the vector for each class index.</source>
        <translation>Layer {node} हर class index का vector देखती है।</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>समेटना (reduction)</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>Label smoothing</translation>
    </message>
    <message>
        <source>Ignored class</source>
        <translation>छोड़ी गई class</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Weight decay</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Learning rate</translation>
    </message>
    <message>
        <source>Dampening</source>
        <translation>Dampening</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>गुणक</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>अवधि</translation>
    </message>
    <message>
        <source>Lowest rate</source>
        <translation>सबसे कम rate</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>शुरुआत</translation>
    </message>
    <message>
        <source>the class names must be a list of words.</source>
        <translation>classes के नाम शब्दों की सूची होने चाहिए।</translation>
    </message>
    <message>
        <source>{part} is not allowed here. Allowed: {known}.</source>
        <translation>{part} यहाँ मान्य नहीं। ज्ञात: {known}।</translation>
    </message>
    <message>
        <source>is too long; the limit is {most} characters.</source>
        <translation>{most} अक्षरों से लंबा है।</translation>
    </message>
    <message>
        <source>is not a valid expression (at character {at}).</source>
        <translation>व्यंजक नहीं है (अक्षर {at} पर)।</translation>
    </message>
    <message>
        <source>is nested too deeply.</source>
        <translation>बहुत गहराई तक कोष्ठक में है।</translation>
    </message>
    <message>
        <source>{part} is not a whole number.</source>
        <translation>{part} पूर्ण संख्या नहीं।</translation>
    </message>
    <message>
        <source>cannot be computed: {why}.</source>
        <translation>निकाला नहीं जा सकता: {why}।</translation>
    </message>
    <message>
        <source>Number of sequences.</source>
        <translation>Sequences की संख्या।</translation>
    </message>
    <message>
        <source>Time steps per sequence.</source>
        <translation>हर sequence के time steps।</translation>
    </message>
    <message>
        <source>Phase difference between successive time steps, in radians.</source>
        <translation>लगातार दो time steps के बीच का कोण, radian में।</translation>
    </message>
    <message>
        <source>the table is empty or its rows differ in length.</source>
        <translation>Table खाली है या उसकी पंक्तियाँ बराबर लंबी नहीं हैं।</translation>
    </message>
    <message>
        <source>Give at least one row, and the same number of values in each.</source>
        <translation>कम से कम एक पंक्ति दें, और हर पंक्ति में बराबर मान।</translation>
    </message>
    <message>
        <source>a value is not a finite number.</source>
        <translation>एक मान finite संख्या नहीं है।</translation>
    </message>
    <message>
        <source>Xavier (uniform)</source>
        <translation>Xavier (uniform)</translation>
    </message>
    <message>
        <source>U(±√(6/(in+out))): Glorot &amp; Bengio 2010, for tanh.</source>
        <translation>U(±√(6/(in+out))): Glorot &amp; Bengio 2010, tanh के लिए।</translation>
    </message>
    <message>
        <source>Xavier (normal)</source>
        <translation>Xavier (normal)</translation>
    </message>
    <message>
        <source>N(0, 2/(in+out)): Glorot &amp; Bengio 2010.</source>
        <translation>N(0, 2/(in+out)): Glorot &amp; Bengio 2010।</translation>
    </message>
    <message>
        <source>He (uniform)</source>
        <translation>He (uniform)</translation>
    </message>
    <message>
        <source>U(±√(6/in)): He et al. 2015, for ReLU.</source>
        <translation>U(±√(6/in)): He et al. 2015, ReLU के लिए।</translation>
    </message>
    <message>
        <source>He (normal)</source>
        <translation>He (normal)</translation>
    </message>
    <message>
        <source>N(0, 2/in): He et al. 2015, for ReLU.</source>
        <translation>N(0, 2/in): He et al. 2015, ReLU के लिए।</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <translation>Orthogonal</translation>
    </message>
    <message>
        <source>A random orthogonal matrix: Saxe et al. 2014.</source>
        <translation>एक यादृच्छिक orthogonal matrix: Saxe et al. 2014।</translation>
    </message>
    <message>
        <source>PyTorch&apos;s default</source>
        <translation>PyTorch का default</translation>
    </message>
    <message>
        <source>Uniform</source>
        <translation>Uniform</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Normally distributed around the mean.</source>
        <translation>mean के चारों ओर सामान्य (normal) वितरण।</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>शून्य</translation>
    </message>
    <message>
        <source>Smallest weight.</source>
        <translation>सबसे छोटा weight।</translation>
    </message>
    <message>
        <source>Largest weight.</source>
        <translation>सबसे बड़ा weight।</translation>
    </message>
    <message>
        <source>Width of the bell curve.</source>
        <translation>घंटी जैसे वक्र की चौड़ाई।</translation>
    </message>
    <message>
        <source>Number of neurons.</source>
        <translation>Neurons की संख्या।</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Layers</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>सीक्वेंस</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Input</translation>
    </message>
    <message>
        <source>Dense tanh</source>
        <translation>Dense tanh</translation>
    </message>
    <message>
        <source>Dense ReLU</source>
        <translation>Dense ReLU</translation>
    </message>
    <message>
        <source>Dense Leaky ReLU</source>
        <translation>Dense Leaky ReLU</translation>
    </message>
    <message>
        <source>Dense sigmoid</source>
        <translation>Dense sigmoid</translation>
    </message>
    <message>
        <source>Dense linear</source>
        <translation>Dense linear</translation>
    </message>
    <message>
        <source>RNN</source>
        <translation>RNN</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>A cell with a memory and three gates; for sequences.</source>
        <translation>स्मृति और तीन gates वाला cell; sequences के लिए।</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>A cell with two gates; for sequences.</source>
        <translation>दो gates वाला cell; sequences के लिए।</translation>
    </message>
    <message>
        <source>Dense softmax</source>
        <translation>Dense softmax</translation>
    </message>
    <message>
        <source>Probabilities over the units.</source>
        <translation>units पर probabilities।</translation>
    </message>
    <message>
        <source>Mean over the elements, or their sum.</source>
        <translation>अवयवों का माध्य, या उनका योग।</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Mean squared error</translation>
    </message>
    <message>
        <source>mean of (y − t)²: for regression.</source>
        <translation>(y − t)² का माध्य: regression के लिए।</translation>
    </message>
    <message>
        <source>Half squared error</source>
        <translation>Half squared error</translation>
    </message>
    <message>
        <source>½ (y − t)²: its gradient is just y − t.</source>
        <translation>½ (y − t)²: इसका gradient बस y − t है।</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>Mean absolute error</translation>
    </message>
    <message>
        <source>mean of |y − t|: outliers pull no harder than other points.</source>
        <translation>|y − t| का माध्य: दूर के अपवाद पास वालों से ज़्यादा नहीं खींचते।</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>Squared error near the target, absolute error far from it.</source>
        <translation>Target के पास वर्ग, दूर निरपेक्ष।</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>Binary cross-entropy</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>Cross-entropy</translation>
    </message>
    <message>
        <source>Error size at which the loss changes from quadratic to linear.</source>
        <translation>त्रुटि का वह आकार जिस पर loss वर्ग से रेखा में बदलता है।</translation>
    </message>
    <message>
        <source>Adds the weight, multiplied by this factor, to its gradient (L2).</source>
        <translation>Weight को इस गुणक से गुणा करके उसके gradient में जोड़ता है (L2)।</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>θ ← θ − lr · gradient, with optional momentum.</source>
        <translation>θ ← θ − lr · gradient, चाहें तो momentum के साथ।</translation>
    </message>
    <message>
        <source>Adagrad</source>
        <translation>Adagrad</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>Steps are divided by the square root of a running mean of squared gradients (Tieleman &amp; Hinton 2012).</source>
        <translation>Gradient-वर्गों के चलते माध्य से मापे गए कदम (Tieleman &amp; Hinton 2012)।</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>A running mean of the gradient, divided by the square root of a running mean of its square (Kingma &amp; Ba 2015).</source>
        <translation>Gradient के चलते moments से मापे गए कदम (Kingma &amp; Ba 2015)।</translation>
    </message>
    <message>
        <source>Start here</source>
        <translation>यहाँ से शुरू करें</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>हाथ से</translation>
    </message>
    <message>
        <source>Why a gradient dies, and what helps</source>
        <translation>Gradient क्यों vanish होता है, और क्या मदद करता है</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>Multiply</translation>
    </message>
    <message>
        <source>The product of the outputs of several layers, unit by unit: a gate.</source>
        <translation>कई layers का गुणनफल, unit-दर-unit: एक gate।</translation>
    </message>
    <message>
        <source>Concat</source>
        <translation>Concat</translation>
    </message>
    <message>
        <source>The units of several layers, one after the other.</source>
        <translation>कई layers की units, एक के बाद एक।</translation>
    </message>
    <message>
        <source>BatchNorm</source>
        <translation>BatchNorm</translation>
    </message>
    <message>
        <source>Each unit is normalised to mean 0 and variance 1 over the batch, then scaled and shifted.</source>
        <translation>हर unit को batch पर mean 0 और variance 1 मिलता है, फिर scale और shift।</translation>
    </message>
    <message>
        <source>LayerNorm</source>
        <translation>LayerNorm</translation>
    </message>
    <message>
        <source>Each sample is normalised to mean 0 and variance 1 over the units, then scaled and shifted.</source>
        <translation>हर sample को units पर mean 0 और variance 1 मिलता है, फिर scale और shift।</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>One-hot</source>
        <translation>One-hot</translation>
    </message>
    <message>
        <source>Weight of the new batch in the running statistics.</source>
        <translation>चलते आँकड़ों में नए batch का भार।</translation>
    </message>
    <message>
        <source>The output itself</source>
        <translation>Output ही</translation>
    </message>
    <message>
        <source>The network&apos;s own scalar output is the loss: for circuits.</source>
        <translation>Network का अपना अदिश output ही loss है: circuits के लिए।</translation>
    </message>
    <message>
        <source>Decay rate of the first moment.</source>
        <translation>पहले moment का क्षय।</translation>
    </message>
    <message>
        <source>Decay rate of the second moment.</source>
        <translation>दूसरे moment का क्षय।</translation>
    </message>
    <message>
        <source>Nesterov (textbook)</source>
        <translation>Nesterov (पाठ्यपुस्तक)</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>स्थिर</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Cosine</translation>
    </message>
    <message>
        <source>Falls along half a cosine wave to the lowest rate (torch CosineAnnealingLR).</source>
        <translation>सबसे कम rate तक आधा cosine (torch CosineAnnealingLR)।</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Warm-up</translation>
    </message>
    <message>
        <source>Factor applied at each drop.</source>
        <translation>हर गिरावट का गुणक।</translation>
    </message>
    <message>
        <source>Training steps until the lowest rate is reached.</source>
        <translation>सबसे कम rate तक के steps।</translation>
    </message>
    <message>
        <source>Learning rate at the end of the schedule.</source>
        <translation>अंत की rate।</translation>
    </message>
    <message>
        <source>Training steps until the full rate is reached.</source>
        <translation>पूरी rate तक के steps।</translation>
    </message>
    <message>
        <source>there is no output layer.</source>
        <translation>कोई output layer नहीं है।</translation>
    </message>
    <message>
        <source>the output is the loss, so it must be one number; it has {units} units.</source>
        <translation>output ही loss है, इसलिए वह एक संख्या होनी चाहिए; उसमें {units} units हैं।</translation>
    </message>
    <message>
        <source>Set the units of {node} to 1.</source>
        <translation>{node} की units 1 करें।</translation>
    </message>
    <message>
        <source>Expected more than 1 value per channel when training: the batch has one sample.</source>
        <translation>Training में हर channel के लिए 1 से अधिक मान चाहिए: batch में एक ही sample है।</translation>
    </message>
    <message>
        <source>Use larger batches, or LayerNorm.</source>
        <translation>बड़े batch लें, या LayerNorm।</translation>
    </message>
    <message>
        <source>there is no parameter {name!r}.</source>
        <translation>{name!r} नाम का कोई parameter नहीं है।</translation>
    </message>
    <message>
        <source>the network is empty.</source>
        <translation>Network खाली है।</translation>
    </message>
    <message>
        <source>Add an input layer and a dense layer.</source>
        <translation>एक input layer और एक dense layer जोड़ें।</translation>
    </message>
    <message>
        <source>there is no input layer.</source>
        <translation>कोई input layer नहीं है।</translation>
    </message>
    <message>
        <source>Add an input layer and wire it to another layer.</source>
        <translation>एक जोड़ें और उसे किसी layer से जोड़ दें।</translation>
    </message>
    <message>
        <source>unknown layer type {type!r}.</source>
        <translation>अनजान layer प्रकार {type!r}।</translation>
    </message>
    <message>
        <source>no wire leads into this layer.</source>
        <translation>इस layer में कुछ नहीं आता।</translation>
    </message>
    <message>
        <source>Draw a wire into this layer.</source>
        <translation>एक wire खींचें जो यहाँ ख़त्म हो।</translation>
    </message>
    <message>
        <source>unknown name {name!r}.</source>
        <translation>अनजान नाम {name!r}।</translation>
    </message>
    <message>
        <source>unknown setting {name!r}.</source>
        <translation>अनजान setting {name!r}।</translation>
    </message>
    <message>
        <source>Set the units of {node} to {width}.</source>
        <translation>{node} की units {width} करें।</translation>
    </message>
    <message>
        <source>Choose another loss, or scale the targets.</source>
        <translation>दूसरा loss चुनें, या targets को scale करें।</translation>
    </message>
    <message>
        <source>Use null for a single batch of all samples.</source>
        <translation>सभी samples के एक ही batch के लिए null लिखें।</translation>
    </message>
    <message>
        <source>every parameter is frozen, so nothing can be learned.</source>
        <translation>हर parameter freeze है, इसलिए कुछ सीखा नहीं जा सकता।</translation>
    </message>
    <message>
        <source>Write {example}.</source>
        <translation>{example} लिखें।</translation>
    </message>
    <message>
        <source>Make k2 at least k1.</source>
        <translation>k2 को कम से कम k1 करें।</translation>
    </message>
    <message>
        <source>Use a divisor of {length} for k1.</source>
        <translation>k1 के लिए {length} का भाजक लें।</translation>
    </message>
    <message>
        <source>Use null, or data with a target at every time step.</source>
        <translation>null लें, या ऐसा डेटा जिसमें हर time step पर target हो।</translation>
    </message>
    <message>
        <source>Use: {wanted}.</source>
        <translation>यह लें: {wanted}।</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Nesterov momentum needs a momentum above 0 and no dampening.</source>
        <translation>Nesterov momentum को 0 से बड़ा momentum चाहिए और dampening नहीं।</translation>
    </message>
    <message>
        <source>Set momentum to 0.9 and dampening to 0, for instance.</source>
        <translation>जैसे momentum 0.9 और dampening 0 रखें।</translation>
    </message>
    <message>
        <source>Fraction of the gradient that is not added to the momentum buffer.</source>
        <translation>Gradient का वह हिस्सा जो momentum में नहीं जोड़ा जाता।</translation>
    </message>
    <message>
        <source>Look ahead along the velocity, as PyTorch does.</source>
        <translation>Velocity की दिशा में आगे देखें, PyTorch की तरह।</translation>
    </message>
    <message>
        <source>Decay of the learning rate.</source>
        <translation>Learning rate का क्षय।</translation>
    </message>
    <message>
        <source>Decay rate of the running mean.</source>
        <translation>चलते माध्य का क्षय।</translation>
    </message>
    <message>
        <source>Divide by the standard deviation of the gradient instead of its root mean square.</source>
        <translation>इसके बजाय प्रसरण से भाग दें।</translation>
    </message>
    <message>
        <source>needs exactly one positive limit.</source>
        <translation>ठीक एक धनात्मक सीमा चाहिए।</translation>
    </message>
    <message>
        <source>Write a norm or a value, such as {example}.</source>
        <translation>norm या value लिखें, जैसे {example}।</translation>
    </message>
    <message>
        <source>Correct the numbers, or remove the entry.</source>
        <translation>संख्याएँ सुधारें, या प्रविष्टि हटाएँ।</translation>
    </message>
    <message>
        <source>must equal the number of values that flow into the layer: {wanted}, not {units}.</source>
        <translation>में {units} units हैं, पर उसमें {wanted} आती हैं।</translation>
    </message>
    <message>
        <source>Set the units of the layer to {wanted}.</source>
        <translation>इसकी units {wanted} करें।</translation>
    </message>
    <message>
        <source>the name {node!r} is used twice.</source>
        <translation>नाम {node!r} दो बार आया है।</translation>
    </message>
    <message>
        <source>Give each layer its own name.</source>
        <translation>हर layer को अपना नाम दें।</translation>
    </message>
    <message>
        <source>an input layer takes its values from the data, not from a wire.</source>
        <translation>Input layer अपने मान डेटा से लेती है, तार से नहीं।</translation>
    </message>
    <message>
        <source>End the wire at another layer.</source>
        <translation>Wire को किसी और layer पर ख़त्म करें।</translation>
    </message>
    <message>
        <source>Draw a plain wire from another layer into the cell.</source>
        <translation>किसी और layer से उसमें सादा wire खींचें।</translation>
    </message>
    <message>
        <source>Select the existing wire to change it.</source>
        <translation>बदलने के लिए उस wire को चुनें।</translation>
    </message>
    <message>
        <source>Draw a delayed wire instead (hold Shift): it reads the value of the previous time step.</source>
        <translation>इसे विलंबित wire बनाएँ (Shift दबाए रखें): तब वह पिछला time step पढ़ता है।</translation>
    </message>
    <message>
        <source>Make the sizes equal, or use a weighted wire.</source>
        <translation>उन्हें बराबर करें, या weighted wire लें।</translation>
    </message>
    <message>
        <source>there is no node {node!r}.</source>
        <translation>{node!r} नाम का कोई node नहीं है।</translation>
    </message>
    <message>
        <source>Layer {node} scales and shifts what it has normalised.</source>
        <translation>Layer {node} normalise किए हुए मानों को scale और shift करती है।</translation>
    </message>
    <message>
        <source>must be a whole number, not {value!r}.</source>
        <translation>पूर्ण संख्या होनी चाहिए, {value!r} नहीं।</translation>
    </message>
    <message>
        <source>must be a number, not {value!r}.</source>
        <translation>संख्या होनी चाहिए, {value!r} नहीं।</translation>
    </message>
    <message>
        <source>must be a finite number, not {value!r}.</source>
        <translation>finite संख्या होनी चाहिए, {value!r} नहीं।</translation>
    </message>
    <message>
        <source>must be true or false, not {value!r}.</source>
        <translation>true या false होना चाहिए, {value!r} नहीं।</translation>
    </message>
    <message>
        <source>must be one of: {wanted}; it is {value!r}.</source>
        <translation>इनमें से एक होना चाहिए: {wanted}; यहाँ {value!r} है।</translation>
    </message>
    <message>
        <source>Use operands with compatible shapes; nothing is broadcast.</source>
        <translation>ऐसे ऑपरैंड दें जिनके आकार मेल खाएँ; कुछ भी broadcast नहीं होता।</translation>
    </message>
    <message>
        <source>the name {name!r} is used by the training step itself.</source>
        <translation>नाम {name!r} training step में पहले से इस्तेमाल होता है।</translation>
    </message>
    <message>
        <source>Give the layer another name.</source>
        <translation>Layer को कोई और नाम दें।</translation>
    </message>
    <message>
        <source>Add a layer, and connect the inputs to it.</source>
        <translation>एक layer जोड़ें, और inputs को उससे जोड़ें।</translation>
    </message>
    <message>
        <source>a column is named twice: {part!r}.</source>
        <translation>एक column दो बार लिखा गया है: {part!r}।</translation>
    </message>
    <message>
        <source>some training steps have only ignored or masked targets: their loss is 0, and nothing is learned from them.</source>
        <translation>कुछ training steps में सारे targets छोड़े या mask किए हुए हैं: उनका loss 0 है और उनसे कुछ नहीं सीखा जाता।</translation>
    </message>
    <message>
        <source>Use larger batches or windows, or ignore fewer targets.</source>
        <translation>बड़े batches या windows लें, या कम targets छोड़ें।</translation>
    </message>
    <message>
        <source>Put the earlier one first; steps count from 1 to {most}.</source>
        <translation>पहले वाला step पहले रखें; steps 1 से {most} तक गिने जाते हैं।</translation>
    </message>
    <message>
        <source>There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).</source>
        <translation>कोई display नहीं है (न DISPLAY, न WAYLAND_DISPLAY)।</translation>
    </message>
    <message>
        <source>The display {display} is not responding.</source>
        <translation>Display {display} उत्तर नहीं देता।</translation>
    </message>
    <message>
        <source>Qt needs {libraries}; on Debian or Ubuntu: apt-get install {packages}.</source>
        <translation>Qt को {libraries} चाहिए; Debian या Ubuntu पर: apt-get install {packages}.</translation>
    </message>
    <message>
        <source>Six layers whose weights start far too small; each BatchNorm brings the signal back to variance 1.</source>
        <translation>छह layers जो बहुत छोटे weight से शुरू होती हैं; हर BatchNorm signal को variance 1 पर लाता है।</translation>
    </message>
    <message>
        <source>2-3-1 with BCE</source>
        <translation>2-3-1 और BCE</translation>
    </message>
    <message>
        <source>ReLU, sigmoid and binary cross-entropy on one sample. The third hidden neuron is off: its gradient is exactly 0.</source>
        <translation>एक sample पर ReLU, sigmoid और binary cross-entropy। तीसरा hidden neuron बंद है: उसका gradient ठीक 0 है।</translation>
    </message>
    <message>
        <source>The circuit f = (x + y) · z</source>
        <translation>परिपथ f = (x + y) · z</translation>
    </message>
    <message>
        <source>Truncated BPTT</source>
        <translation>Truncated BPTT</translation>
    </message>
    <message>
        <source>20 tanh layers, N(0, 1): exploding</source>
        <translation>20 tanh layers, N(0, 1): exploding</translation>
    </message>
    <message>
        <source>20 ReLU layers with He: healthy</source>
        <translation>20 ReLU layers, He: स्वस्थ</translation>
    </message>
    <message>
        <source>Twenty layers with weights scaled for ReLU: the gradient arrives as large as it left.</source>
        <translation>वही गहराई, weights ReLU के अनुसार: gradient जितना निकला उतना ही पहुँचता है।</translation>
    </message>
    <message>
        <source>Hello: backpropagation through time</source>
        <translation>Hello: समय में Backpropagation</translation>
    </message>
    <message>
        <source>H, e, l, l → e, l, l, o. The two l&apos;s look alike, so only the hidden state can tell them apart.</source>
        <translation>H, e, l, l → e, l, l, o। दोनों l एक जैसे दिखते हैं, केवल hidden state उन्हें अलग पहचानता है।</translation>
    </message>
    <message>
        <source>Latch with an LSTM</source>
        <translation>LSTM के साथ Latch</translation>
    </message>
    <message>
        <source>Latch with an RNN</source>
        <translation>RNN के साथ Latch</translation>
    </message>
    <message>
        <source>A line: 1→2, 2→4</source>
        <translation>एक रेखा: 1→2, 2→4</translation>
    </message>
    <message>
        <source>The smallest training loop: one weight, one bias, squared error, plain gradient descent.</source>
        <translation>सबसे छोटा training loop: एक weight, एक bias, squared error, सादा gradient descent।</translation>
    </message>
    <message>
        <source>Prediction 0.8, target 1.0</source>
        <translation>Prediction 0.8, target 1.0</translation>
    </message>
    <message>
        <source>One neuron, one sample: error 0.2, and every factor of the chain rule by hand.</source>
        <translation>एक neuron, एक sample: error 0.2, और chain rule का हर गुणक हाथ से।</translation>
    </message>
    <message>
        <source>XOR perceptron, corrected</source>
        <translation>XOR perceptron, सुधारा हुआ</translation>
    </message>
    <message>
        <source>The derivative is now right, yet one neuron still cannot learn XOR: all outputs end up at 0.5.</source>
        <translation>अवकलज अब सही है, फिर भी एक neuron XOR नहीं सीख सकता: सब output 0.5 पर रुकते हैं।</translation>
    </message>
    <message>
        <source>Skip connections</source>
        <translation>Skip connections</translation>
    </message>
    <message>
        <source>Forecasting a sine wave</source>
        <translation>Sine का पूर्वानुमान</translation>
    </message>
    <message>
        <source>Sine regression</source>
        <translation>Sine regression</translation>
    </message>
    <message>
        <source>Two hidden layers bend a line into one period of a sine wave.</source>
        <translation>दो hidden layers एक रेखा को sine के एक चक्र में मोड़ती हैं।</translation>
    </message>
    <message>
        <source>Spectral radius: ρ to the power of the lag</source>
        <translation>Spectral radius: ρ की घात lag</translation>
    </message>
    <message>
        <source>Two spirals</source>
        <translation>दो सर्पिल (spirals)</translation>
    </message>
    <message>
        <source>Sixteen tanh neurons wind a boundary between two arms. Switch the canvas to pictures of neurons and watch each one find its part of the boundary.</source>
        <translation>सोलह tanh neurons दो भुजाओं के बीच सीमा बनाते हैं। Canvas पर neurons के चित्र चुनें और देखें कि हर एक अपना हिस्सा कैसे खोजता है।</translation>
    </message>
    <message>
        <source>Two by two, by hand</source>
        <translation>2-2-2 network, हाथ से</translation>
    </message>
    <message>
        <source>A worked example to follow with pencil and paper: the loss falls from 0.2984 to 0.2910 in one step.</source>
        <translation>कागज़-कलम से साथ चलने का उदाहरण: एक step में loss 0.2984 से 0.2910 होता है।</translation>
    </message>
    <message>
        <source>Four hidden tanh neurons learn what no single neuron can. The place to start.</source>
        <translation>चार hidden tanh neurons वह सीखते हैं जो एक neuron नहीं सीख सकता। यहाँ से शुरू करें।</translation>
    </message>
    <message>
        <source>Known names: {known}.</source>
        <translation>यहाँ ज्ञात: {known}।</translation>
    </message>
    <message>
        <source>Create it, or choose another file.</source>
        <translation>उसे बनाएँ, या दूसरी फ़ाइल का नाम दें।</translation>
    </message>
    <message>
        <source>no file or example has that name.</source>
        <translation>इस नाम की न कोई फ़ाइल है, न उदाहरण।</translation>
    </message>
    <message>
        <source>has a value that is not a valid name: {value}.</source>
        <translation>यह नाम नहीं चल सकता: {value}।</translation>
    </message>
    <message>
        <source>the file has version {found}; this program reads versions up to {known}.</source>
        <translation>फ़ाइल का version {found} है, यह program {known} तक पढ़ता है।</translation>
    </message>
    <message>
        <source>not valid JSON: {why}.</source>
        <translation>यह JSON नहीं है: {why}।</translation>
    </message>
    <message>
        <source>Correct the error there, or save the experiment again.</source>
        <translation>उस जगह को सुधारें, या experiment फिर से सहेजें।</translation>
    </message>
    <message>
        <source>Between 0 and 1; its slope is at most 1/4, so gradients vanish in deep stacks.</source>
        <translation>0 और 1 के बीच; ढलान अधिकतम 1/4, इसलिए गहरे network में gradient vanish होता है।</translation>
    </message>
    <message>
        <source>The inputs are badly scaled: the first layer sees values up to {largest} with a standard deviation of {spread}.</source>
        <translation>Inputs का पैमाना ठीक नहीं: पहली layer {largest} तक के मान देखती है, फैलाव {spread} है।</translation>
    </message>
    <message>
        <source>The initial weights are too large: the initial loss is {far}× that of an all-zero output, and the standard deviation of the activations reaches {wide}.</source>
        <translation>शुरुआती weights बहुत बड़े हैं: पहला loss शून्य output वाले loss का {far} गुना है, और activations का standard deviation {wide} तक पहुँचता है।</translation>
    </message>
    <message>
        <source>The steps are too large: in one step, a weight matrix changed by {size} times its norm; about 0.001 is typical.</source>
        <translation>Steps बहुत बड़े हैं: एक weight matrix एक step में अपने norm के {size} गुना बदली; लगभग 0.001 सामान्य है।</translation>
    </message>
    <message>
        <source>{share} of the ReLU units in {layer} are 0 for every sample: no gradient passes through them.</source>
        <translation>{layer} की {share} ReLU units हर sample पर 0 हैं: उनसे gradient नहीं गुज़रता।</translation>
    </message>
    <message>
        <source>The gradient vanishes with depth: each layer scales it by {factor}, so {first} gets {ratio} of what {last} gets.</source>
        <translation>Gradient गहराई में vanish होता है: हर layer ×{factor} ही आगे देती है, इसलिए {first} को {last} के gradient का {ratio} मिलता है।</translation>
    </message>
    <message>
        <source>The gradient grows on its way back: ×{factor} per layer, ×{ratio} from {last} to {first}.</source>
        <translation>लौटते हुए gradient बढ़ता है: हर layer में ×{factor}, {last} से {first} तक ×{ratio}।</translation>
    </message>
    <message>
        <source>Truncation lets gradients reach back only {window} of {length} time steps: anything further back cannot be learned.</source>
        <translation>Truncation से gradient {length} में से केवल {window} time steps पीछे पहुँचता है: उससे पीछे की बात सीखी नहीं जा सकती।</translation>
    </message>
    <message>
        <source>The loss oscillates: it rose in {share} of the recent intervals, and its scatter around the trend is {scatter} of its mean.</source>
        <translation>Loss झूलता है: पिछले बदलावों में {share} ऊपर गए, रुझान के आसपास {scatter} तक।</translation>
    </message>
    <message>
        <source>The weights barely change: the largest update is {size} times the weight norm; about 0.001 is typical.</source>
        <translation>Weights लगभग नहीं हिलते: सबसे बड़ा update अपने weights के norm का {size} गुना है; लगभग 0.001 सामान्य है।</translation>
    </message>
    <message>
        <source>Most activations in {layers} are saturated: the slope there is nearly 0.</source>
        <translation>{layers} के ज़्यादातर activations saturated हैं: वहाँ ढलान लगभग 0 है।</translation>
    </message>
    <message>
        <source>loss of an all-zero output</source>
        <translation>शून्य output का loss</translation>
    </message>
    <message>
        <source>largest standard deviation of the activations</source>
        <translation>सबसे बड़ा फैलाव</translation>
    </message>
    <message>
        <source>layers whose gradient is below 1/50 of the last layer&apos;s</source>
        <translation>layers जिनका gradient आखिरी layer के 1/50 से कम है</translation>
    </message>
    <message>
        <source>largest update / weight norm</source>
        <translation>weight की तुलना में सबसे बड़ा update</translation>
    </message>
    <message>
        <source>loss of a constant prediction</source>
        <translation>स्थिर उत्तर का loss</translation>
    </message>
    <message>
        <source>intervals with a rising loss</source>
        <translation>बढ़ते loss वाले अंतराल</translation>
    </message>
    <message>
        <source>update / weight norm</source>
        <translation>weight की तुलना में update</translation>
    </message>
    <message>
        <source>‖{name}‖, and the norm of the difference</source>
        <translation>‖{name}‖, और अंतर का</translation>
    </message>
    <message>
        <source>{name} became {value} in the {phase} of training step {step}; the weights still have their previous values.</source>
        <translation>training step {step} के {phase} में {name} {value} हो गया; weights अभी पहले वाले ही हैं।</translation>
    </message>
    <message>
        <source>the shapes of its tensors do not match.</source>
        <translation>इसके tensor आपस में मेल नहीं खाते।</translation>
    </message>
    <message>
        <source>its sequences are too large to replay here.</source>
        <translation>इसके sequence यहाँ दोहराने के लिए बहुत बड़े हैं।</translation>
    </message>
    <message>
        <source>it started from a different state for each sample.</source>
        <translation>यह हर sample के लिए अलग state से शुरू हुआ था।</translation>
    </message>
    <message>
        <source>Start from zero states while recording.</source>
        <translation>Record करते समय शून्य से शुरू करें।</translation>
    </message>
    <message>
        <source>The output activation and loss that match the targets.</source>
        <translation>Output activation और loss का वह जोड़ा जो targets माँगते हैं।</translation>
    </message>
    <message>
        <source>Matching initialisation</source>
        <translation>उपयुक्त शुरुआत</translation>
    </message>
    <message>
        <source>Orthogonal initialisation</source>
        <translation>Orthogonal शुरुआत</translation>
    </message>
    <message>
        <source>Orthogonal matrices preserve the norm of every signal, forward and backward (Saxe et al. 2014).</source>
        <translation>Orthogonal matrices हर signal का norm बनाए रखती हैं, आगे भी और पीछे भी (Saxe et al. 2014)।</translation>
    </message>
    <message>
        <source>Slope 1 where a unit is active; some units may die.</source>
        <translation>जहाँ unit चालू है वहाँ ढाल 1; कुछ units मर सकती हैं।</translation>
    </message>
    <message>
        <source>Like ReLU, but no unit can die.</source>
        <translation>ReLU जैसा, पर कोई unit नहीं मरती।</translation>
    </message>
    <message>
        <source>Keeps mean 0 and variance 1 by itself; needs normally distributed initial weights with variance 1/n.</source>
        <translation>औसत 0 और variance 1 अपने आप रखता है; variance 1/n वाली normal शुरुआत चाहिए।</translation>
    </message>
    <message>
        <source>Slope 1 at 0, four times that of the sigmoid; gradients still vanish in very deep stacks.</source>
        <translation>0 पर ढलान 1, sigmoid की चार गुना; बहुत गहरे network में gradients फिर भी vanish होते हैं।</translation>
    </message>
    <message>
        <source>Slope 1 where a unit is active, and inputs to the ReLU with mean 0 and variance 1: the most reliable choice in deep stacks. Batches must not be too small.</source>
        <translation>जहाँ unit चालू है वहाँ ढलान 1, और ReLU के inputs का माध्य 0 और variance 1: बहुत गहरे network में सबसे भरोसेमंद। Batch बहुत छोटा न हो।</translation>
    </message>
    <message>
        <source>Like BatchNorm, but over the units of each sample, so it does not depend on the batch.</source>
        <translation>BatchNorm जैसा, पर एक sample की units पर, इसलिए batch पर निर्भर नहीं।</translation>
    </message>
    <message>
        <source>Residual connections</source>
        <translation>Residual तार</translation>
    </message>
    <message>
        <source>Steps of similar size for all weights, at learning rate 0.01; stores two more values per weight.</source>
        <translation>सब weights के लिए एक जैसे steps, दर 0.01; हर weight के दो मान और।</translation>
    </message>
    <message>
        <source>Limits the gradient norm to 1. This tames exploding gradients; it does not restore vanished ones.</source>
        <translation>Gradient norm को 1 तक सीमित करता है। यह explode होना रोकता है; जो vanish हो गया उसे वापस नहीं लाता।</translation>
    </message>
    <message>
        <source>A memory updated by addition, not through a weight matrix; four times as many weights as a plain recurrent layer.</source>
        <translation>ऐसी memory जो जोड़ से बदलती है, weight matrix से नहीं; साधारण recurrent layer से चार गुना weights।</translation>
    </message>
    <message>
        <source>A gated memory with three times as many weights as a plain recurrent layer.</source>
        <translation>Gates वाली memory; साधारण recurrent layer से तीन गुना weights।</translation>
    </message>
    <message>
        <source>Truncated BPTT cannot learn dependencies longer than its window; doubling k2 doubles the computing time.</source>
        <translation>Truncated BPTT अपनी window से पीछे की बात नहीं सीख सकता; k2 दुगुना यानी गणना का समय दुगुना।</translation>
    </message>
    <message>
        <source>the archive unpacks to {size} MiB (entries: {count}), which exceeds the limit.</source>
        <translation>Archive खुलकर {count} हिस्सों में {size} MiB होता है, जो अनुमत से अधिक है।</translation>
    </message>
    <message>
        <source>It is damaged, or was not saved by this program.</source>
        <translation>यह ख़राब है, या हमारा नहीं है।</translation>
    </message>
    <message>
        <source>the archive is incomplete: {why}.</source>
        <translation>यह पूरा archive नहीं है: {why}।</translation>
    </message>
    <message>
        <source>Check that this is the right file; it may be a truncated copy.</source>
        <translation>क्या यह सही फ़ाइल है? Copy अधूरी हो सकती है।</translation>
    </message>
    <message>
        <source>Add one row per sample.</source>
        <translation>हर sample के लिए एक पंक्ति चाहिए।</translation>
    </message>
    <message>
        <source>it contains a null byte.</source>
        <translation>यहाँ शून्य byte है।</translation>
    </message>
    <message>
        <source>Check that this is a text file; if it is UTF-16, choose that encoding.</source>
        <translation>क्या यह text फ़ाइल है? UTF-16 के लिए वही encoding चुनें।</translation>
    </message>
    <message>
        <source>the file has column names but no rows.</source>
        <translation>फ़ाइल में column के नाम हैं पर पंक्तियाँ नहीं।</translation>
    </message>
    <message>
        <source>Every line needs the same number of fields.</source>
        <translation>हर पंक्ति में उतने ही चाहिए।</translation>
    </message>
    <message>
        <source>It must be in the same folder as the experiment; move it there, or correct the path.</source>
        <translation>वह experiment के पास खोजी जाती है; उसे वहाँ रखें, या path ठीक करें।</translation>
    </message>
    <message>
        <source>the text is not valid {encoding}.</source>
        <translation>यह text {encoding} नहीं है।</translation>
    </message>
    <message>
        <source>Check for a quotation mark that is not closed.</source>
        <translation>क्या कोई उद्धरण चिह्न खुला रह गया है?</translation>
    </message>
    <message>
        <source>Use a subset of the rows.</source>
        <translation>पंक्तियों का एक हिस्सा लें।</translation>
    </message>
    <message>
        <source>Check that this is the right file.</source>
        <translation>क्या यह सही फ़ाइल है?</translation>
    </message>
    <message>
        <source>this text contains an incomplete character.</source>
        <translation>इस text में आधा अक्षर है।</translation>
    </message>
    <message>
        <source>Enter values such as 2,5,10 or 0.5:3:0.25.</source>
        <translation>2,5,10 या 0.5:3:0.25 लिखें।</translation>
    </message>
    <message>
        <source>these layers do not form a chain: {layers}.</source>
        <translation>ये layer एक के बाद एक नहीं आते: {layers}।</translation>
    </message>
    <message>
        <source>A weights file does not show branches; draw them yourself.</source>
        <translation>Weight की फ़ाइल में शाखाएँ नहीं दिखतीं; उन्हें बनाएँ।</translation>
    </message>
    <message>
        <source>this file contains no layers.</source>
        <translation>इस फ़ाइल में कोई layer नहीं है।</translation>
    </message>
    <message>
        <source>Save only the part of the model that is a stack of these modules.</source>
        <translation>Model का केवल वही हिस्सा सहेजें जो ऐसा stack है।</translation>
    </message>
    <message>
        <source>this module is bidirectional.</source>
        <translation>यह module अपना sequence उल्टा भी पढ़ता है।</translation>
    </message>
    <message>
        <source>the tensors of this recurrent module are incomplete.</source>
        <translation>इस recurrent module के tensor पूरे नहीं हैं।</translation>
    </message>
    <message>
        <source>the shapes of this recurrent module are not those of an RNN, GRU or LSTM.</source>
        <translation>इस recurrent module के shape न RNN, न GRU, न LSTM से मेल खाते हैं।</translation>
    </message>
    <message>
        <source>part of {name} cannot be written in NumPy.</source>
        <translation>{name} के एक हिस्से का NumPy रूप नहीं है।</translation>
    </message>
    <message>
        <source>dropout and truncation cannot be written as a line-by-line NumPy script.</source>
        <translation>Dropout और truncation की पंक्ति-दर-पंक्ति NumPy script नहीं है।</translation>
    </message>
    <message>
        <source>the operation {rule} cannot be written in NumPy.</source>
        <translation>Operation {rule} का NumPy रूप नहीं है।</translation>
    </message>
    <message>
        <source>the operation {rule} cannot be written in ONNX.</source>
        <translation>Operation {rule} का यहाँ ONNX रूप नहीं है।</translation>
    </message>
    <message>
        <source>the saved run does not belong to this network.</source>
        <translation>सहेजा हुआ run इस network का नहीं है।</translation>
    </message>
    <message>
        <source>Open just the experiment: it is the file experiment.json in the archive.</source>
        <translation>केवल experiment खोलें: वह archive में experiment.json है।</translation>
    </message>
    <message>
        <source>this folder contains no recorded run.</source>
        <translation>इस folder में record किया हुआ run नहीं है।</translation>
    </message>
    <message>
        <source>It should contain a manifest.json or TensorBoard event files.</source>
        <translation>इसमें manifest.json या TensorBoard की event फ़ाइल होनी चाहिए।</translation>
    </message>
    <message>
        <source>its steps are not in increasing order.</source>
        <translation>इसके step बढ़ते क्रम में नहीं हैं।</translation>
    </message>
    <message>
        <source>The CSV file of a run needs the columns step, layer and norm.</source>
        <translation>CSV में run के लिए step, layer और norm column चाहिए।</translation>
    </message>
    <message>
        <source>the column {name!r} must contain numbers.</source>
        <translation>Column {name!r} में संख्याएँ होनी चाहिए।</translation>
    </message>
    <message>
        <source>They may be truncated.</source>
        <translation>क्या वे अधूरी हैं?</translation>
    </message>
    <message>
        <source>the model has too many parameters to show; the limit is {most}.</source>
        <translation>Model में {most} से अधिक संख्याएँ हैं, देखने के लिए बहुत अधिक।</translation>
    </message>
    <message>
        <source>not a safetensors file: {why}.</source>
        <translation>यह safetensors फ़ाइल नहीं है: {why}।</translation>
    </message>
    <message>
        <source>It may have been truncated.</source>
        <translation>क्या वह रास्ते में अधूरी रह गई?</translation>
    </message>
    <message>
        <source>numbers of type {kind} are not supported.</source>
        <translation>{kind} प्रकार की संख्याएँ यहाँ ज्ञात नहीं हैं।</translation>
    </message>
    <message>
        <source>the file does not contain {names}.</source>
        <translation>फ़ाइल में {names} नहीं हैं।</translation>
    </message>
    <message>
        <source>The file may be for a model of a different kind.</source>
        <translation>क्या यह दूसरे प्रकार का model है?</translation>
    </message>
    <message>
        <source>The file may be for a model of a different size.</source>
        <translation>क्या यह दूसरे आकार का model है?</translation>
    </message>
    <message>
        <source>x · Φ(x), with the tanh approximation of the normal CDF (Hendrycks &amp; Gimpel 2016).</source>
        <translation>x · Φ(x), जिसमें normal CDF का tanh सन्निकटन है (Hendrycks &amp; Gimpel 2016)।</translation>
    </message>
    <message>
        <source>Added at initialisation to the bias of the gate that keeps the memory; a value of 3 counteracts vanishing gradients.</source>
        <translation>स्मृति बनाए रखने वाले gate के bias में शुरुआत में जोड़ा जाता है; 3 vanishing gradient को रोकने में मदद करता है।</translation>
    </message>
    <message>
        <source>Learned initial state</source>
        <translation>सीखी हुई शुरुआत</translation>
    </message>
    <message>
        <source>The state before the first time step is trained instead of being 0.</source>
        <translation>पहले time step से पहले की state 0 की जगह सीखी जाती है।</translation>
    </message>
    <message>
        <source>the column has {count} distinct words; the limit is {most}.</source>
        <translation>Column में {count} अलग शब्द हैं, {most} से अधिक।</translation>
    </message>
    <message>
        <source>Leave it out, or use numbers.</source>
        <translation>उसे छोड़ दें, या संख्याएँ लिखें।</translation>
    </message>
    <message>
        <source>no column is selected.</source>
        <translation>कोई column चुना नहीं गया।</translation>
    </message>
    <message>
        <source>True where exactly one input is true: no straight line separates the classes.</source>
        <translation>सत्य जहाँ ठीक एक input सत्य हो: कोई सीधी रेखा इसे अलग नहीं करती।</translation>
    </message>
    <message>
        <source>True where both inputs are true.</source>
        <translation>सत्य जहाँ दोनों inputs सत्य हों।</translation>
    </message>
    <message>
        <source>Linearly separable</source>
        <translation>रेखा से अलग होने योग्य</translation>
    </message>
    <message>
        <source>Four quadrants</source>
        <translation>चार चौथाइयाँ</translation>
    </message>
    <message>
        <source>Custom table</source>
        <translation>अपनी तालिका</translation>
    </message>
    <message>
        <source>Rise per unit of x.</source>
        <translation>x की हर इकाई पर चढ़ाव।</translation>
    </message>
    <message>
        <source>Fraction of the samples held out for validation; they are never trained on.</source>
        <translation>Validation के लिए रखे गए sample का हिस्सा: इनसे कभी सीखा नहीं जाता।</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>न्यूनतम</translation>
    </message>
    <message>
        <source>High</source>
        <translation>अधिकतम</translation>
    </message>
    <message>
        <source>Dropout probability</source>
        <translation>Dropout की प्रायिकता</translation>
    </message>
    <message>
        <source>there is no value named {name}.</source>
        <translation>{name} नाम का कोई मान नहीं।</translation>
    </message>
    <message>
        <source>{name} is not a parameter, so it has no update.</source>
        <translation>{name} parameter नहीं है, इसलिए उसका update नहीं होता।</translation>
    </message>
    <message>
        <source>Enter, for example, norm(grad(&quot;h.z&quot;)) &lt; 1e-6.</source>
        <translation>उदाहरण के लिए लिखें norm(grad(&quot;h.z&quot;)) &lt; 1e-6।</translation>
    </message>
    <message>
        <source>Use a direct wire, or insert a dense layer.</source>
        <translation>सीधा wire लें, या बीच में dense layer रखें।</translation>
    </message>
    <message>
        <source>this layer takes only one wire.</source>
        <translation>यह layer केवल एक wire लेती है।</translation>
    </message>
    <message>
        <source>Combine its sources with Add or Concat first.</source>
        <translation>पिछली layers को Add या Concat से जोड़ें।</translation>
    </message>
    <message>
        <source>this layer expects class indices, one for each sample.</source>
        <translation>यह layer class संख्या खोजती है, हर sample के लिए एक।</translation>
    </message>
    <message>
        <source>Connect it to one input layer with one unit.</source>
        <translation>इसे एक unit वाली एक input layer से जोड़ें।</translation>
    </message>
    <message>
        <source>Inputs as vectors with a single 1, or as class indices for an embedding.</source>
        <translation>Input एक अकेले 1 वाले vector के रूप में, या embedding के लिए class संख्या के रूप में।</translation>
    </message>
    <message>
        <source>Replace NaN and infinity with finite numbers.</source>
        <translation>NaN और infinity की जगह संख्याएँ लिखें।</translation>
    </message>
    <message>
        <source>Factor applied to every weight.</source>
        <translation>हर weight का गुणक।</translation>
    </message>
    <message>
        <source>U(±1/√in) for weights and biases, as in torch.nn.Linear.</source>
        <translation>weights और biases के लिए U(±1/√in), torch.nn.Linear की तरह।</translation>
    </message>
    <message>
        <source>Uniformly distributed between low and high.</source>
        <translation>low और high के बीच बराबर।</translation>
    </message>
    <message>
        <source>All 0: all units of a layer then stay identical forever.</source>
        <translation>सब 0: तब layer की हर unit हमेशा एक जैसी रहती है।</translation>
    </message>
    <message>
        <source>Centre of the bell curve.</source>
        <translation>घंटी का मध्य।</translation>
    </message>
    <message>
        <source>Added to the variance to avoid division by zero.</source>
        <translation>Variance में जोड़ा जाता है, शून्य से भाग से बचने के लिए।</translation>
    </message>
    <message>
        <source>Receives the features of the data.</source>
        <translation>Data के features लेती है।</translation>
    </message>
    <message>
        <source>Plain weighted sums: regression outputs or logits.</source>
        <translation>weighted योग जैसे हैं वैसे: regression का output या logits।</translation>
    </message>
    <message>
        <source>A cell that sees its own previous output; for sequences.</source>
        <translation>ऐसा cell जो अपना पिछला output देखता है; sequences के लिए।</translation>
    </message>
    <message>
        <source>For yes/no targets; takes probabilities, so end with a sigmoid.</source>
        <translation>हाँ/ना targets के लिए; probabilities लेता है, इसलिए अंत में sigmoid रखें।</translation>
    </message>
    <message>
        <source>Binary cross-entropy with logits</source>
        <translation>Logits का binary cross-entropy</translation>
    </message>
    <message>
        <source>For yes/no targets; includes the sigmoid.</source>
        <translation>हाँ/ना targets के लिए; sigmoid इसी में शामिल है।</translation>
    </message>
    <message>
        <source>For one class out of several; includes the softmax.</source>
        <translation>कई में से एक class के लिए; softmax इसी में शामिल है।</translation>
    </message>
    <message>
        <source>Fraction of the probability that is spread evenly over all classes.</source>
        <translation>निश्चितता का वह हिस्सा जो सभी classes को बराबर दिया जाता है।</translation>
    </message>
    <message>
        <source>Steps are divided by the square root of the sum of all squared gradients so far (Duchi et al. 2011).</source>
        <translation>अब तक के सभी gradient-वर्गों के मूल से कदम छोटे होते हैं (Duchi et al. 2011)।</translation>
    </message>
    <message>
        <source>The sum of the outputs of several layers: where a skip connection rejoins the main path.</source>
        <translation>कई layers का योग: जहाँ skip connection वापस आता है।</translation>
    </message>
    <message>
        <source>Switches units off at random during training; the others are scaled up to compensate.</source>
        <translation>Training में units को संयोग से बंद करता है; बाक़ी उसकी भरपाई के लिए बढ़ती हैं।</translation>
    </message>
    <message>
        <source>A learned vector for each class index.</source>
        <translation>हर class संख्या के लिए एक सीखा हुआ vector।</translation>
    </message>
    <message>
        <source>A class index as a vector with a single 1.</source>
        <translation>Class संख्या एक अकेले 1 वाले vector के रूप में।</translation>
    </message>
    <message>
        <source>Probability with which each unit is switched off at a training step.</source>
        <translation>हर training step में किसी unit के बंद होने की प्रायिकता।</translation>
    </message>
    <message>
        <source>Samples with this class index are ignored.</source>
        <translation>इस class संख्या के samples छोड़ दिए जाते हैं।</translation>
    </message>
    <message>
        <source>Added to the square root to avoid division by zero.</source>
        <translation>मूल में जोड़ा जाता है, शून्य से भाग रोकने के लिए।</translation>
    </message>
    <message>
        <source>The same rate at every step.</source>
        <translation>हर step में वही rate।</translation>
    </message>
    <message>
        <source>Rises linearly to the full rate (torch LinearLR).</source>
        <translation>पूरी rate तक सीधी रेखा में बढ़ती है (torch LinearLR)।</translation>
    </message>
    <message>
        <source>Fraction of the full rate used at the first step.</source>
        <translation>पहले step में पूरी rate का कितना हिस्सा लगे।</translation>
    </message>
    <message>
        <source>more than one layer has no outgoing wire: {names}.</source>
        <translation>एक से अधिक layers से कोई wire बाहर नहीं जाता: {names}।</translation>
    </message>
    <message>
        <source>input units: {units}, features in the data: {features}; they must be equal.</source>
        <translation>Input में {units} units हैं, डेटा में {features} features।</translation>
    </message>
    <message>
        <source>Set the units of {names} to {features} in total.</source>
        <translation>{names} की units मिलाकर {features} करें।</translation>
    </message>
    <message>
        <source>the output size is {units}, but the target size is {width}.</source>
        <translation>Output में {units} units हैं, targets में {width} मान।</translation>
    </message>
    <message>
        <source>the loss {loss} needs targets between {low:g} and {high:g}; the data contain {value:g}.</source>
        <translation>Loss {loss} को {low:g} और {high:g} के बीच targets चाहिए; यहाँ {value:g} है।</translation>
    </message>
    <message>
        <source>must be between 1 and the number of samples ({samples}); it is {size}.</source>
        <translation>1 और {samples} samples के बीच होना चाहिए; यहाँ {size} है।</translation>
    </message>
    <message>
        <source>Leave at least one unfrozen.</source>
        <translation>कम से कम एक को unfreeze रखें।</translation>
    </message>
    <message>
        <source>needs two positive integers: k1 new time steps per training step, gradients over k2 time steps.</source>
        <translation>0 से बड़ी दो पूर्ण संख्याएँ चाहिए: हर training step में k1 नए time step, gradient k2 पर।</translation>
    </message>
    <message>
        <source>k2 ({k2}) is smaller than k1 ({k1}), so some losses would be ignored.</source>
        <translation>k2 ({k2}) k1 ({k1}) से छोटा है, इसलिए कुछ loss छूट जाएँगे।</translation>
    </message>
    <message>
        <source>{length} time steps cannot be divided evenly into windows of {k1}.</source>
        <translation>{length} time steps को {k1} की windows में बराबर नहीं बाँटा जा सकता।</translation>
    </message>
    <message>
        <source>targets exist only at the last time step, so earlier windows have no loss.</source>
        <translation>Targets केवल अंतिम time step पर हैं, इसलिए पहले की window का कोई loss नहीं।</translation>
    </message>
    <message>
        <source>{loss} does not match the output activation {activation}.</source>
        <translation>{loss} output activation {activation} के साथ ठीक नहीं बैठता।</translation>
    </message>
    <message>
        <source>Adam with weight decay decoupled from the gradient (Loshchilov &amp; Hutter 2019).</source>
        <translation>Adam, जिसमें weight decay gradient से अलग है (Loshchilov &amp; Hutter 2019)।</translation>
    </message>
    <message>
        <source>the data have only one time step, so delayed wires and cells see only zeros.</source>
        <translation>डेटा में एक ही time step है, इसलिए delay वाले तार और cells केवल शून्य देखते हैं।</translation>
    </message>
    <message>
        <source>has shape {given}, but {wanted} is expected (rows: target units).</source>
        <translation>आकार {given} है, पर {wanted} चाहिए (पंक्तियाँ: target की units)।</translation>
    </message>
    <message>
        <source>needs class indices 0 to {last}; the data contain {value:g}.</source>
        <translation>class संख्या 0 से {last} चाहिए; डेटा में {value:g} है।</translation>
    </message>
    <message>
        <source>Set its number of classes, or choose data with class indices.</source>
        <translation>इसकी classes बदलें, या class संख्याओं वाला डेटा चुनें।</translation>
    </message>
    <message>
        <source>a recurrent cell has its own weights and memory.</source>
        <translation>Recurrent cell के अपने weights और अपनी स्मृति होती है।</translation>
    </message>
    <message>
        <source>these layers are already connected.</source>
        <translation>ये layers पहले से जुड़ी हैं।</translation>
    </message>
    <message>
        <source>this would close a cycle without a delay, so no value could be computed first.</source>
        <translation>इससे बिना विलंब का चक्र बनेगा, तब कोई मान पहले नहीं आ सकता।</translation>
    </message>
    <message>
        <source>the mask must have the shape of the weights, {b} × {a}.</source>
        <translation>mask में {a} संख्याओं की {b} पंक्तियाँ होनी चाहिए, जैसी weights की हैं।</translation>
    </message>
    <message>
        <source>Add it first, or correct the name.</source>
        <translation>पहले उसे बनाएँ, या नाम सुधारें।</translation>
    </message>
    <message>
        <source>must be between {low:g} and {high:g}; it is {value!r}.</source>
        <translation>{low:g} और {high:g} के बीच होना चाहिए; यहाँ {value!r} है।</translation>
    </message>
    <message>
        <source>Characters as class indices: a learned vector for each, then a GRU that predicts the next character.</source>
        <translation>अक्षर class संख्या के रूप में: हर एक के लिए सीखा हुआ vector, फिर GRU जो अगला अक्षर बताता है।</translation>
    </message>
    <message>
        <source>Weights four times too large: the gradient grows by half at every layer it passes.</source>
        <translation>Weights चार गुना बड़े: हर layer से गुज़रते हुए gradient डेढ़ गुना बढ़ता है।</translation>
    </message>
    <message>
        <source>Six sigmoid layers: stuck forever</source>
        <translation>छह sigmoid layers: हमेशा अटका</translation>
    </message>
    <message>
        <source>No hidden layer, no bias, and σ′ evaluated at the output: this network cannot learn XOR, and its gradient is wrong. Run the gradient check.</source>
        <translation>न hidden layer, न bias, और σ′ output पर: यह XOR नहीं सीख सकता और इसका gradient ग़लत है। Gradient Check चलाएँ।</translation>
    </message>
    <message>
        <source>Each layer passes on less than a quarter of the gradient; the first gets about 10⁻¹² of what the last gets.</source>
        <translation>हर layer gradient का एक चौथाई से कम आगे देती है; पहली को अंतिम का लगभग 10⁻¹² मिलता है।</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoid</translation>
    </message>
    <message>
        <source>the desktop command works only on Linux.</source>
        <translation>desktop command केवल Linux के लिए है।</translation>
    </message>
    <message>
        <source>Use larger batches or more units, or remove the normalisation layer.</source>
        <translation>बड़े batches या अधिक units लें, या norm layer हटा दें।</translation>
    </message>
    <message>
        <source>A value is not finite; the recording does not show which layer it came from.</source>
        <translation>एक मान finite नहीं है; recording से नहीं दिखता कि वह किस layer से आया।</translation>
    </message>
    <message>
        <source>recorded: {what}</source>
        <translation>record किया गया: {what}</translation>
    </message>
    <message>
        <source>ONNX model in double precision</source>
        <translation>ONNX model, double precision में</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>softplus</source>
        <translation>softplus</translation>
    </message>
    <message>
        <source>softsign</source>
        <translation>softsign</translation>
    </message>
    <message>
        <source>sigmoid derivative</source>
        <translation>sigmoid का अवकलज</translation>
    </message>
    <message>
        <source>tanh derivative</source>
        <translation>tanh का अवकलज</translation>
    </message>
    <message>
        <source>ReLU derivative</source>
        <translation>ReLU का अवकलज</translation>
    </message>
    <message>
        <source>Leaky ReLU derivative</source>
        <translation>Leaky ReLU का अवकलज</translation>
    </message>
    <message>
        <source>ELU derivative</source>
        <translation>ELU का अवकलज</translation>
    </message>
    <message>
        <source>SELU derivative</source>
        <translation>SELU का अवकलज</translation>
    </message>
    <message>
        <source>softplus derivative</source>
        <translation>softplus का अवकलज</translation>
    </message>
    <message>
        <source>SiLU derivative</source>
        <translation>SiLU का अवकलज</translation>
    </message>
    <message>
        <source>GELU derivative</source>
        <translation>GELU का अवकलज</translation>
    </message>
    <message>
        <source>softsign derivative</source>
        <translation>softsign का अवकलज</translation>
    </message>
    <message>
        <source>squared norm</source>
        <translation>norm का वर्ग</translation>
    </message>
    <message>
        <source>square root</source>
        <translation>वर्गमूल</translation>
    </message>
    <message>
        <source>clip coefficient</source>
        <translation>clip गुणांक</translation>
    </message>
    <message>
        <source>clip by norm</source>
        <translation>norm से clip</translation>
    </message>
    <message>
        <source>clip by value</source>
        <translation>मान से clip</translation>
    </message>
    <message>
        <source>squared error</source>
        <translation>वर्ग त्रुटि</translation>
    </message>
    <message>
        <source>half squared error</source>
        <translation>आधी वर्ग त्रुटि</translation>
    </message>
    <message>
        <source>absolute error</source>
        <translation>निरपेक्ष त्रुटि</translation>
    </message>
    <message>
        <source>Huber loss</source>
        <translation>Huber loss</translation>
    </message>
    <message>
        <source>binary cross-entropy</source>
        <translation>binary cross-entropy</translation>
    </message>
    <message>
        <source>BCE with logits</source>
        <translation>logits का BCE</translation>
    </message>
    <message>
        <source>cross-entropy with logits</source>
        <translation>logits का cross-entropy</translation>
    </message>
    <message>
        <source>sum of the output</source>
        <translation>output का योग</translation>
    </message>
    <message>
        <source>gradient of the loss</source>
        <translation>loss का gradient</translation>
    </message>
    <message>
        <source>running statistic</source>
        <translation>चालू आँकड़ा</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>माध्य</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>प्रसरण</translation>
    </message>
    <message>
        <source>normalise</source>
        <translation>normalise</translation>
    </message>
    <message>
        <source>scale and shift</source>
        <translation>scale और shift</translation>
    </message>
    <message>
        <source>spread evenly over the averaged values</source>
        <translation>माध्य पर फैलाव</translation>
    </message>
    <message>
        <source>gradient through the variance</source>
        <translation>प्रसरण से होकर gradient</translation>
    </message>
    <message>
        <source>must be a whole number from 1 on</source>
        <translation>1 या उससे बड़ी पूर्ण संख्या होनी चाहिए</translation>
    </message>
    <message>
        <source>a recorded run cannot be trained again.</source>
        <translation>record किया हुआ run दोबारा train नहीं किया जा सकता।</translation>
    </message>
    <message>
        <source>Rebuild it as a network first: {command}.</source>
        <translation>पहले उसे network के रूप में बनाएँ: {command}।</translation>
    </message>
    <message>
        <source>{path} is a file.</source>
        <translation>{path} एक file है।</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>कोई folder चुनें।</translation>
    </message>
    <message>
        <source>must be a whole number from 0 on</source>
        <translation>0 या उससे बड़ी पूर्ण संख्या होनी चाहिए</translation>
    </message>
    <message>
        <source>Keep what goes into a square root, a norm, a logarithm or a division away from 0: torch.sqrt(x + 1e-8), and log_softmax instead of log(softmax).</source>
        <translation>जो संख्या वर्गमूल, norm, logarithm या भाग में जाती है, उसे 0 से दूर रखें: torch.sqrt(x + 1e-8), और log(softmax) की जगह log_softmax।</translation>
    </message>
    <message>
        <source>Compute the loss from the outputs themselves, before they are rounded, compared or turned into numbers.</source>
        <translation>loss को सीधे outputs से निकालें, उन्हें round करने, उनकी तुलना करने या उन्हें संख्याओं में बदलने से पहले।</translation>
    </message>
    <message>
        <source>Keep such layers in nn.ModuleList, nn.ModuleDict or nn.Sequential, and create them in __init__().</source>
        <translation>ऐसी layers को nn.ModuleList, nn.ModuleDict या nn.Sequential में रखें, और उन्हें __init__() में बनाएँ।</translation>
    </message>
    <message>
        <source>Add positions to the tokens, learned or as sines, before the first attention.</source>
        <translation>पहले attention से पहले tokens में positions जोड़ें, सीखी हुई या sine के रूप में।</translation>
    </message>
    <message>
        <source>The loss is as low as these targets allow: they are probabilities, and even a perfect prediction has a loss of {least}.</source>
        <translation>Loss उतना ही कम है जितना ये targets होने देते हैं: वे probabilities हैं, और perfect prediction का loss भी {least} होता है।</translation>
    </message>
    <message>
        <source>There is almost nothing left to gain here. A step against the gradient can lower the loss by at most {gain} of its value.</source>
        <translation>यहाँ अब लगभग कुछ नहीं मिल सकता: gradient के उलट एक step loss को उसके {gain} हिस्से से ज़्यादा नहीं घटा सकता।</translation>
    </message>
    <message>
        <source>The network overfits: after training step {step}, the loss on the training samples fell to {loss}, while on held-out samples it went from {best} to {held}.</source>
        <translation>Network training samples रट रहा है (overfit): training step {step} के बाद उन पर loss घटकर {loss} हुआ, जबकि अलग रखे samples पर वह {best} से {held} हो गया।</translation>
    </message>
    <message>
        <source>{layer} is the output, and its ReLU is 0 for {share} of the remaining error: no gradient passes through there.</source>
        <translation>{layer} output है, और बचे हुए error के {share} पर इसका ReLU 0 है: वहाँ से कोई gradient नहीं गुज़रता।</translation>
    </message>
    <message>
        <source>The initial weights are too large for these inputs: most activations in {layers} are saturated before the first step.</source>
        <translation>शुरुआती weights इन inputs के लिए बहुत बड़े हैं: {layers} की ज़्यादातर activations पहले step से पहले ही saturated हैं।</translation>
    </message>
    <message>
        <source>The initial weights are too large: the standard deviation of the activations reaches {wide}.</source>
        <translation>शुरुआती weights बहुत बड़े हैं: activations का मानक विचलन {wide} तक पहुँचता है।</translation>
    </message>
    <message>
        <source>loss of a perfect prediction</source>
        <translation>perfect prediction का loss</translation>
    </message>
    <message>
        <source>A learned vector for each position is added to its token, so that attention knows their order.</source>
        <translation>हर position का एक सीखा हुआ vector उसके token में जोड़ा जाता है, ताकि attention को उनका क्रम पता हो।</translation>
    </message>
    <message>
        <source>The gradient of {layer} was not finite, although everything before it was finite and not large: an operation between {layer} and the loss has no finite derivative there, such as a square root or a norm at 0.</source>
        <translation>{layer} का gradient finite नहीं था, हालाँकि उससे पहले सब कुछ finite था और बड़ा नहीं था: {layer} और loss के बीच किसी operation का अवकलज वहाँ finite नहीं है, जैसे 0 पर वर्गमूल या norm का।</translation>
    </message>
    <message>
        <source>The loss was not finite, although the outputs of all layers were finite and not large: an operation after them is undefined there, such as the logarithm of 0 or a division by 0.</source>
        <translation>loss finite नहीं था, हालाँकि सब layers के outputs finite थे और बड़े नहीं थे: उनके बाद का कोई operation वहाँ परिभाषित नहीं है, जैसे 0 का logarithm या 0 से भाग।</translation>
    </message>
    <message>
        <source>The targets range from {low} to {high}, but this criterion takes probabilities between 0 and 1: for other targets, its loss falls without end.</source>
        <translation>Targets {low} से {high} तक हैं, पर यह criterion 0 और 1 के बीच की probabilities लेता है: दूसरे targets पर इसका loss बिना अंत के घटता जाता है।</translation>
    </message>
    <message>
        <source>The criterion takes logits, but the outputs come from a sigmoid: as logits between 0 and 1, they keep the loss high and the gradients small.</source>
        <translation>Criterion logits लेता है, पर outputs sigmoid से आते हैं: 0 और 1 के बीच के logits होने से वे loss को ऊँचा और gradients को छोटा रखते हैं।</translation>
    </message>
    <message>
        <source>The gradient is exactly 0 in every layer: an operation between the outputs and the loss is flat, such as rounding, a sign or a comparison.</source>
        <translation>हर layer में gradient ठीक 0 है: outputs और loss के बीच कोई operation सपाट है, जैसे round, sign या तुलना।</translation>
    </message>
    <message>
        <source>The forward pass uses parameters that the model does not contain (of the shapes {shapes}), so the optimizer never changes them: layers in a plain list or dict, or created in forward(), are not registered.</source>
        <translation>forward pass ऐसे parameters इस्तेमाल करता है जो model में नहीं हैं (shapes: {shapes}), इसलिए optimizer उन्हें कभी नहीं बदलता: साधारण list या dict में रखी, या forward() में बनाई गई layers register नहीं होतीं।</translation>
    </message>
    <message>
        <source>No gradient ever reaches any layer: the loss is not connected with the outputs. argmax, detach(), no_grad(), .item(), .numpy() or a new tensor made of the outputs cuts the connection.</source>
        <translation>किसी भी layer तक gradient कभी नहीं पहुँचता: loss outputs से जुड़ा नहीं है। argmax, detach(), no_grad(), .item(), .numpy() या outputs से बना नया tensor यह जोड़ काट देता है।</translation>
    </message>
    <message>
        <source>parameters that are not registered</source>
        <translation>parameters जो register नहीं हैं</translation>
    </message>
    <message>
        <source>{share} of the units in {layer} are nearly 0 for every sample: hardly any gradient passes through them.</source>
        <translation>{layer} की {share} units हर sample के लिए लगभग 0 हैं: उनसे gradient लगभग नहीं गुज़रता।</translation>
    </message>
    <message>
        <source>Hardly any gradient reaches {layers}: its size there is {size}, while other layers in the network get {other}. All weights of {zero} are 0, which lets nothing pass.</source>
        <translation>{layers} तक gradient लगभग नहीं पहुँचता: वहाँ वह {size} है, जबकि network की दूसरी layers को {other} मिलता है। {zero} के सब weights 0 हैं, इसलिए उससे कुछ नहीं गुज़रता।</translation>
    </message>
    <message>
        <source>Hardly any gradient reaches {layers}: its size there is {size}, while other layers in the network get {other}. All weights of {zero} are 0 and frozen, which lets nothing pass.</source>
        <translation>{layers} तक gradient लगभग नहीं पहुँचता: वहाँ वह {size} है, जबकि network की दूसरी layers को {other} मिलता है। {zero} के सब weights 0 हैं और frozen हैं, इसलिए उससे कुछ नहीं गुज़रता।</translation>
    </message>
    <message>
        <source>A norm over a single value leaves nothing but its bias: the output of {layers} is the same for every sample, and neither signal nor gradient passes.</source>
        <translation>अकेली संख्या पर norm करने से केवल उसका bias बचता है: {layers} का output हर sample के लिए एक ही है, और उससे न signal गुज़रता है, न gradient।</translation>
    </message>
    <message>
        <source>this array holds Python objects, which only a pickle can hold.</source>
        <translation>इस array में Python objects हैं, जो केवल pickle में रखे जा सकते हैं।</translation>
    </message>
    <message>
        <source>this folder holds neither pictures nor a recorded run.</source>
        <translation>इस folder में न तस्वीरें हैं, न record किया हुआ run।</translation>
    </message>
    <message>
        <source>With onnx and safetensors, its weights can be drawn:
import onnx; from onnx.numpy_helper import to_array; from safetensors.numpy import save_file
save_file({{w.name: to_array(w) for w in onnx.load({name!r}).graph.initializer}}, &apos;model.safetensors&apos;)</source>
        <translation>onnx और safetensors से इसके weights बनाए जा सकते हैं:
import onnx; from onnx.numpy_helper import to_array; from safetensors.numpy import save_file
save_file({{w.name: to_array(w) for w in onnx.load({name!r}).graph.initializer}}, &apos;model.safetensors&apos;)</translation>
    </message>
    <message>
        <source>With NumPy, a table: numpy.savetxt(&apos;table.csv&apos;, array, delimiter=&apos;,&apos;); images: numpy.savez(&apos;images.npz&apos;, images=array).</source>
        <translation>NumPy से, table: numpy.savetxt(&apos;table.csv&apos;, array, delimiter=&apos;,&apos;); तस्वीरें: numpy.savez(&apos;images.npz&apos;, images=array)।</translation>
    </message>
    <message>
        <source>this file holds LoRA adapters, which run beside a layer and not after it: {name}.</source>
        <translation>इस file में LoRA adapters हैं, जो layer के बाद नहीं, उसके साथ-साथ चलते हैं: {name}।</translation>
    </message>
    <message>
        <source>Merge them into the layers first, with model.merge_and_unload().</source>
        <translation>पहले उन्हें layers में मिलाएँ: model.merge_and_unload()।</translation>
    </message>
    <message>
        <source>Give images their shape, as images.reshape(-1, height, width) does, or save rows of numbers as a table: np.savetxt(&apos;table.csv&apos;, np.column_stack([rows, labels]), delimiter=&apos;,&apos;).</source>
        <translation>तस्वीरों को उनका आकार दें, जैसे images.reshape(-1, height, width), या संख्याओं की पंक्तियों को table के रूप में save करें: np.savetxt(&apos;table.csv&apos;, np.column_stack([rows, labels]), delimiter=&apos;,&apos;)।</translation>
    </message>
    <message>
        <source>the picture cannot be read: {why}.</source>
        <translation>तस्वीर पढ़ी नहीं जा सकी: {why}।</translation>
    </message>
    <message>
        <source>with its zeros written out, it is larger than {most} MiB.</source>
        <translation>शून्य लिख देने पर यह {most} MiB से बड़ी है।</translation>
    </message>
    <message>
        <source>this line is not a target with features such as 3:0.5, as the lines above it are.</source>
        <translation>यह line 3:0.5 जैसे features वाला target नहीं है, जैसी ऊपर की lines हैं।</translation>
    </message>
    <message>
        <source>Correct it: a finite number belongs after each colon, and the numbers before the colons must rise.</source>
        <translation>इसे ठीक करें: हर colon के बाद एक finite संख्या हो, और colon से पहले की संख्याएँ बढ़ती जाएँ।</translation>
    </message>
    <message>
        <source>gradient of x</source>
        <translation>x का gradient</translation>
    </message>
    <message>
        <source>gradient of the mean</source>
        <translation>माध्य का gradient</translation>
    </message>
    <message>
        <source>gradient of the variance</source>
        <translation>प्रसरण का gradient</translation>
    </message>
    <message>
        <source>times the scale</source>
        <translation>scale से गुणा</translation>
    </message>
    <message>
        <source>gradient of the scale</source>
        <translation>scale का gradient</translation>
    </message>
    <message>
        <source>pass on</source>
        <translation>आगे भेजना</translation>
    </message>
    <message>
        <source>negate</source>
        <translation>चिह्न बदलना</translation>
    </message>
    <message>
        <source>gradient of W</source>
        <translation>W का gradient</translation>
    </message>
    <message>
        <source>gradient of b</source>
        <translation>b का gradient</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>affine</translation>
    </message>
    <message>
        <source>matmul</source>
        <translation>matmul</translation>
    </message>
    <message>
        <source>add bias</source>
        <translation>bias जोड़ना</translation>
    </message>
    <message>
        <source>add</source>
        <translation>जोड़</translation>
    </message>
    <message>
        <source>subtract</source>
        <translation>घटाव</translation>
    </message>
    <message>
        <source>multiply</source>
        <translation>गुणा</translation>
    </message>
    <message>
        <source>divide</source>
        <translation>भाग</translation>
    </message>
    <message>
        <source>power</source>
        <translation>घात</translation>
    </message>
    <message>
        <source>exp</source>
        <translation>exp</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>योग</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>scale</translation>
    </message>
    <message>
        <source>select rows</source>
        <translation>पंक्तियाँ</translation>
    </message>
    <message>
        <source>join rows</source>
        <translation>पंक्तियाँ जोड़ना</translation>
    </message>
    <message>
        <source>concatenate</source>
        <translation>concatenate</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>softmax</translation>
    </message>
    <message>
        <source>times b</source>
        <translation>b से गुणा</translation>
    </message>
    <message>
        <source>times a</source>
        <translation>a से गुणा</translation>
    </message>
    <message>
        <source>divide by b</source>
        <translation>b से भाग</translation>
    </message>
    <message>
        <source>quotient rule</source>
        <translation>भागफल नियम</translation>
    </message>
    <message>
        <source>power rule</source>
        <translation>घात नियम</translation>
    </message>
    <message>
        <source>times the result</source>
        <translation>परिणाम से गुणा</translation>
    </message>
    <message>
        <source>divide by x</source>
        <translation>x से भाग</translation>
    </message>
    <message>
        <source>broadcast</source>
        <translation>फैलाना</translation>
    </message>
    <message>
        <source>upper rows</source>
        <translation>ऊपर की पंक्तियाँ</translation>
    </message>
    <message>
        <source>lower rows</source>
        <translation>नीचे की पंक्तियाँ</translation>
    </message>
    <message>
        <source>softmax gradient</source>
        <translation>softmax का gradient</translation>
    </message>
    <message>
        <source>descend</source>
        <translation>नीचे उतरना</translation>
    </message>
    <message>
        <source>add weight decay</source>
        <translation>weight decay जोड़ना</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>momentum</translation>
    </message>
    <message>
        <source>first moment</source>
        <translation>पहला moment</translation>
    </message>
    <message>
        <source>second moment</source>
        <translation>दूसरा moment</translation>
    </message>
    <message>
        <source>bias correction</source>
        <translation>bias correction</translation>
    </message>
    <message>
        <source>bias-corrected moment</source>
        <translation>सुधारा गया moment</translation>
    </message>
    <message>
        <source>Adam step</source>
        <translation>Adam का क़दम</translation>
    </message>
    <message>
        <source>dampening</source>
        <translation>dampening</translation>
    </message>
    <message>
        <source>damped momentum</source>
        <translation>मंद momentum</translation>
    </message>
    <message>
        <source>sum of squares</source>
        <translation>वर्गों का योग</translation>
    </message>
    <message>
        <source>decayed learning rate</source>
        <translation>घटी हुई दर</translation>
    </message>
    <message>
        <source>divide by the square root</source>
        <translation>वर्गमूल से scale</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>weight decay</translation>
    </message>
    <message>
        <source>velocity</source>
        <translation>वेग</translation>
    </message>
    <message>
        <source>move by the velocity</source>
        <translation>खिसकाना</translation>
    </message>
    <message>
        <source>look ahead</source>
        <translation>आगे देखना</translation>
    </message>
    <message>
        <source>step schedule</source>
        <translation>step schedule</translation>
    </message>
    <message>
        <source>cosine schedule</source>
        <translation>cosine schedule</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>warm-up</translation>
    </message>
    <message>
        <source>keep or drop</source>
        <translation>रखना या छोड़ना</translation>
    </message>
    <message>
        <source>repeat for every sample</source>
        <translation>हर sample के लिए समान</translation>
    </message>
    <message>
        <source>look up</source>
        <translation>देखना</translation>
    </message>
    <message>
        <source>one-hot</source>
        <translation>one-hot</translation>
    </message>
    <message>
        <source>add to the rows used</source>
        <translation>प्रयुक्त पंक्तियों में जोड़ना</translation>
    </message>
    <message>
        <source>seed gradient</source>
        <translation>आरंभ</translation>
    </message>
    <message>
        <source>chain rule</source>
        <translation>chain rule</translation>
    </message>
    <message>
        <source>number of targets in the loss</source>
        <translation>गिने जाने वाले targets</translation>
    </message>
    <message>
        <source>accumulate (no zero_grad)</source>
        <translation>संचय (zero_grad के बिना)</translation>
    </message>
    <message>
        <source>add L1</source>
        <translation>L1 जोड़ना</translation>
    </message>
    <message>
        <source>Tanh in the hidden layers</source>
        <translation>छिपी layers में tanh</translation>
    </message>
    <message>
        <source>Linear layers in a row amount to a single linear layer: only an activation function between them lets the curve or boundary bend.</source>
        <translation>एक के बाद एक linear layers मिलकर एक ही linear layer हैं: मुड़ना तभी होता है जब बीच में कोई function हो।</translation>
    </message>
    <message>
        <source>Random initial weights</source>
        <translation>यादृच्छिक शुरुआती weights</translation>
    </message>
    <message>
        <source>Add biases</source>
        <translation>Biases जोड़ें</translation>
    </message>
    <message>
        <source>Without biases, the weighted sums of a layer are 0 whenever all its inputs are 0.</source>
        <translation>Bias के बिना, layer के सारे input 0 हों तो उसके weighted sum भी 0 रहते हैं।</translation>
    </message>
    <message>
        <source>More hidden units</source>
        <translation>और छिपी units</translation>
    </message>
    <message>
        <source>Four times as many units in every hidden layer: more bends, and more work for each step.</source>
        <translation>हर छिपी layer में चार गुना units: ज़्यादा मोड़, और हर step में ज़्यादा काम।</translation>
    </message>
    <message>
        <source>Output without activation</source>
        <translation>बिना activation का output</translation>
    </message>
    <message>
        <source>The loss then sees the weighted sums themselves, whatever their size and sign.</source>
        <translation>तब loss भारित योग को ही देखता है, उसका आकार और चिह्न जो भी हो।</translation>
    </message>
    <message>
        <source>Standardise the targets</source>
        <translation>Targets को standardise करें</translation>
    </message>
    <message>
        <source>No weight decay</source>
        <translation>Weight decay नहीं</translation>
    </message>
    <message>
        <source>Neither weight decay nor L1: only the data determine how large the weights become.</source>
        <translation>न weight decay, न L1: weights कितने बड़े हों, यह केवल डेटा तय करता है।</translation>
    </message>
    <message>
        <source>No gradient clipping</source>
        <translation>Gradient clipping नहीं</translation>
    </message>
    <message>
        <source>Each step uses the unclipped gradient.</source>
        <translation>हर step बिना clip किए gradient पर चलता है।</translation>
    </message>
    <message>
        <source>Constant learning rate</source>
        <translation>स्थिर learning rate</translation>
    </message>
    <message>
        <source>The full learning rate at every step, without warm-up or decay.</source>
        <translation>हर step पर पूरी learning rate, न warm-up, न decay।</translation>
    </message>
    <message>
        <source>Unfreeze all parameters</source>
        <translation>सभी parameters unfreeze करें</translation>
    </message>
    <message>
        <source>Every weight and bias is trained.</source>
        <translation>हर weight और bias सीखता है।</translation>
    </message>
    <message>
        <source>Shuffle the samples</source>
        <translation>नमूनों को फेंटें</translation>
    </message>
    <message>
        <source>Larger batches</source>
        <translation>बड़े batches</translation>
    </message>
    <message>
        <source>Up to 32 samples in each step: steadier statistics, fewer steps per epoch.</source>
        <translation>हर step में अधिक से अधिक 32 samples: आँकड़े ज़्यादा स्थिर, हर epoch में कम steps।</translation>
    </message>
    <message>
        <source>Less dropout</source>
        <translation>कम dropout</translation>
    </message>
    <message>
        <source>The activation of each removed layer moves to the layer before it.</source>
        <translation>उनसे पहले की layers उनके activations ले लेती हैं।</translation>
    </message>
    <message>
        <source>Zero the gradients</source>
        <translation>Gradients को शून्य करें</translation>
    </message>
    <message>
        <source>Each step uses its own gradient, instead of the sum of all gradients so far.</source>
        <translation>हर step अपना ही gradient लेता है, अब तक के सारे gradients का योग नहीं।</translation>
    </message>
    <message>
        <source>Step against the gradient</source>
        <translation>Gradient के उलट चलें</translation>
    </message>
    <message>
        <source>The update subtracts the gradient, so the loss falls.</source>
        <translation>Update gradient को घटाता है, इसलिए loss गिरता है।</translation>
    </message>
    <message>
        <source>Derivative at the input</source>
        <translation>Input पर derivative</translation>
    </message>
    <message>
        <source>σ′ is evaluated at the input of the sigmoid, where it belongs.</source>
        <translation>σ′ sigmoid के input पर लिया जाता है, जहाँ उसकी जगह है।</translation>
    </message>
    <message>
        <source>An embedding needs no scaling.</source>
        <translation>Embedding को scaling की ज़रूरत नहीं।</translation>
    </message>
    <message>
        <source>Layer {node} multiplies its input by the weights of all its gates.</source>
        <translation>Layer {node} अपने input को अपने सभी gates के weights से गुणा करती है।</translation>
    </message>
    <message>
        <source>Journal, one column</source>
        <translation>जर्नल का एक कॉलम</translation>
    </message>
    <message>
        <source>Journal, two columns</source>
        <translation>जर्नल के दो कॉलम</translation>
    </message>
    <message>
        <source>Slide, 16:9</source>
        <translation>स्लाइड, 16:9</translation>
    </message>
    <message>
        <source>Poster</source>
        <translation>पोस्टर</translation>
    </message>
    <message>
        <source>Class balance</source>
        <translation>Class का संतुलन</translation>
    </message>
    <message>
        <source>Fraction of the samples in class 1; each class has at least one.</source>
        <translation>Class 1 में samples का हिस्सा; हर class में कम से कम एक रहता है।</translation>
    </message>
    <message>
        <source>solved: the loss is less than a thousandth of that of a constant prediction</source>
        <translation>हल हो गया: loss अचर prediction के loss के हज़ारवें हिस्से से भी कम है</translation>
    </message>
    <message>
        <source>flat: the loss has not changed since training step {step}</source>
        <translation>सपाट: training step {step} से loss नहीं बदला</translation>
    </message>
    <message>
        <source>Without a bias in {layers}, there is nothing more to gain; with one, the loss would keep falling.</source>
        <translation>{layers} में bias के बिना अब और कुछ नहीं मिल सकता; bias होता तो loss गिरता रहता।</translation>
    </message>
    <message>
        <source>{layer} ends with {activation}, which stays between {low} and {high}; the targets range from {least} to {most}.</source>
        <translation>{layer} के अंत में {activation} है, जो {low} और {high} के बीच रहता है; targets {least} से {most} तक जाते हैं।</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>gradient</translation>
    </message>
    <message>
        <source>distinct units</source>
        <translation>अलग units</translation>
    </message>
    <message>
        <source>{layer} is the output, and its ReLU is 0 for {share} of the values: no gradient passes through these.</source>
        <translation>{layer} output है, और उसका ReLU {share} मानों के लिए 0 है: उनसे कोई gradient पार नहीं होता।</translation>
    </message>
    <message>
        <source>gradient before the normalisation layer</source>
        <translation>norm layer से पहले का gradient</translation>
    </message>
    <message>
        <source>{layer} is the output, and its {activation} is saturated for {share} of the values: hardly any gradient passes through these.</source>
        <translation>{layer} output है, और उसका {activation} {share} मानों के लिए saturated है: उनसे मुश्किल से कोई gradient पार होता है।</translation>
    </message>
    <message>
        <source>lowest target</source>
        <translation>सबसे छोटा target</translation>
    </message>
    <message>
        <source>highest target</source>
        <translation>सबसे बड़ा target</translation>
    </message>
    <message>
        <source>Every target is ignored or masked, so there is nothing to learn.</source>
        <translation>हर target छोड़ा या ढका हुआ है, इसलिए सीखने को कुछ नहीं है।</translation>
    </message>
    <message>
        <source>σ′ is evaluated at the output of the sigmoid instead of its input: the gradient is wrong.</source>
        <translation>σ′ sigmoid के input के बजाय output पर लिया गया है: gradient गलत है।</translation>
    </message>
    <message>
        <source>The parameters that would have to change are frozen: their gradient is {ratio}× that of the others.</source>
        <translation>जिन parameters को बदलना चाहिए वे freeze हैं: उनका gradient बाकी के gradient का {ratio}× है।</translation>
    </message>
    <message>
        <source>Clipping limits the steps too much: the gradient norm is {norm}, but it is clipped to {limit}.</source>
        <translation>Clipping steps को बहुत छोटा कर देता है: gradient का norm {norm} है, पर उसे {limit} तक काट दिया जाता है।</translation>
    </message>
    <message>
        <source>The schedule leaves only {share} of the learning rate, while there is still much to learn.</source>
        <translation>Schedule learning rate का केवल {share} हिस्सा छोड़ता है, जबकि अभी बहुत कुछ सीखना बाकी है।</translation>
    </message>
    <message>
        <source>{layer} switches off {share} of its units at every step: hardly any signal is left.</source>
        <translation>{layer} हर step पर अपनी {share} units बंद कर देता है: signal मुश्किल से बचता है।</translation>
    </message>
    <message>
        <source>The samples are sorted: {share} of the variance of the targets lies between batches, so each step undoes what the previous step learned.</source>
        <translation>नमूने क्रम में लगे हैं: targets के variance का {share} हिस्सा batches के बीच है, इसलिए हर step पिछले step का सीखा मिटा देता है।</translation>
    </message>
    <message>
        <source>Weight decay overshoots: in one step, each weight is multiplied by {factor}.</source>
        <translation>Weight decay हद से आगे निकल जाता है: एक step में हर weight {factor} से गुणा होता है।</translation>
    </message>
    <message>
        <source>gradient of the frozen parameters</source>
        <translation>freeze किए parameters का gradient</translation>
    </message>
    <message>
        <source>gradient of the other parameters</source>
        <translation>बाकी का gradient</translation>
    </message>
    <message>
        <source>A hidden layer</source>
        <translation>एक छिपी layer</translation>
    </message>
    <message>
        <source>no gradient reaches {name}.</source>
        <translation>{name} तक कोई gradient नहीं पहुँचता।</translation>
    </message>
    <message>
        <source>Off by a factor of {factor}.</source>
        <translation>{factor} के गुणक का फ़र्क़ है।</translation>
    </message>
    <message>
        <source>The gradient stops after going back this many time steps: {steps}.</source>
        <translation>Gradient इतने time steps पीछे जाकर रुक जाता है: {steps}।</translation>
    </message>
    <message>
        <source>The derivative of the activation of {layer} is applied twice.</source>
        <translation>{layer} के activation का derivative दो बार लगाया गया।</translation>
    </message>
    <message>
        <source>At {layer}, the activation itself is used as a factor, not its derivative.</source>
        <translation>{layer} पर derivative की जगह activation से ही गुणा किया गया।</translation>
    </message>
    <message>
        <source>the printout of {name!r} is truncated: it contains “...”.</source>
        <translation>{name!r} का printout अधूरा है: उसमें “...” है।</translation>
    </message>
    <message>
        <source>{word!r} does not have the form NAME=QUANTITY.</source>
        <translation>{word!r} NAME=QUANTITY के रूप में नहीं है।</translation>
    </message>
    <message>
        <source>This array has not been summed: its sum along axis {axis} (length {length}) is right.</source>
        <translation>यह array जोड़ी नहीं गई: अक्ष {axis} (लंबाई {length}) पर इसका योग सही है।</translation>
    </message>
    <message>
        <source>This array has not been averaged: its mean along axis {axis} (length {length}) is right.</source>
        <translation>इस array का औसत नहीं लिया गया: अक्ष {axis} (लंबाई {length}) पर इसका औसत सही है।</translation>
    </message>
    <message>
        <source>The sign is wrong.</source>
        <translation>चिह्न ग़लत है।</translation>
    </message>
    <message>
        <source>Averaged over the batch before multiplying: the mean of a product is not the product of the means.</source>
        <translation>गुणा से पहले batch पर औसत लिया गया: गुणनफल का औसत, औसतों का गुणनफल नहीं होता।</translation>
    </message>
    <message>
        <source>Every number is {factor} times what it should be; where this factor comes from is unknown.</source>
        <translation>हर संख्या जितनी होनी चाहिए उसकी {factor} गुना है; यह गुणक कहाँ से आया, पता नहीं।</translation>
    </message>
    <message>
        <source>The gradient of the loss has the wrong sign: target − output instead of output − target.</source>
        <translation>Loss के gradient का चिह्न ग़लत है: output − target की जगह target − output।</translation>
    </message>
    <message>
        <source>This is the gradient of another loss: {loss}.</source>
        <translation>यह किसी और loss का gradient है: {loss}।</translation>
    </message>
    <message>
        <source>The logarithm has base {base}, not e.</source>
        <translation>Logarithm का आधार e नहीं, {base} है।</translation>
    </message>
    <message>
        <source>The gradient is transposed: a·δᵀ instead of δ·aᵀ.</source>
        <translation>Gradient transposed है: δ·aᵀ की जगह a·δᵀ।</translation>
    </message>
    <message>
        <source>The transpose of the weights is missing on the way back.</source>
        <translation>पीछे जाते समय weights का transpose छूट गया है।</translation>
    </message>
    <message>
        <source>The weights used on the way back have already been updated; those of the forward pass are needed.</source>
        <translation>पीछे जाते समय जो weights लिए गए उनका update हो चुका था; forward pass वाले चाहिए।</translation>
    </message>
    <message>
        <source>The weights of another layer are used on the way back: {other}.</source>
        <translation>पीछे जाते समय किसी और layer के weights लिए गए: {other}।</translation>
    </message>
    <message>
        <source>This is the gradient of another parameter: {other}.</source>
        <translation>यह किसी और parameter का gradient है: {other}।</translation>
    </message>
    <message>
        <source>Only one sample in the batch contributes (number {sample}); the others are overwritten or left out.</source>
        <translation>Batch का केवल एक sample (क्रमांक {sample}) गिना गया; बाक़ी मिट गए या छूट गए।</translation>
    </message>
    <message>
        <source>Only time step {time} contributes; the sum over time is missing.</source>
        <translation>केवल time step {time} गिना गया; समय पर योग छूट गया है।</translation>
    </message>
    <message>
        <source>One of several paths is left out of the sum: {path}.</source>
        <translation>कई रास्तों में से एक योग में छूट गया: {path}।</translation>
    </message>
    <message>
        <source>Only the path through unit {unit} of the next layer is included; the sum over the units of that layer is missing.</source>
        <translation>अगली layer की केवल unit {unit} का रास्ता गिना गया; उसकी units पर योग छूट गया है।</translation>
    </message>
    <message>
        <source>The weights are missing on the way back: gradients are added up unweighted.</source>
        <translation>पीछे जाते समय weights छूट गए: gradients बिना भार के जोड़े गए।</translation>
    </message>
    <message>
        <source>The gradient is zero: it was never computed, or was reset.</source>
        <translation>Gradient शून्य है: वह निकाला ही नहीं गया, या फिर शून्य कर दिया गया।</translation>
    </message>
    <message>
        <source>The derivative of the activation of {layer} is evaluated at its output a, not at its input z.</source>
        <translation>{layer} के activation का derivative उसके input z पर नहीं, output a पर लिया गया।</translation>
    </message>
    <message>
        <source>At {layer}, the formula {right} is used with z, but it holds for the output a.</source>
        <translation>{layer} पर सूत्र {right} में z रखा गया; वह output a के लिए है।</translation>
    </message>
    <message>
        <source>Softmax at {layer} is differentiated as if each output depended only on its own z: only the diagonal a·(1 − a) is used.</source>
        <translation>{layer} पर softmax का derivative ऐसे लिया गया मानो हर output केवल अपने z पर निर्भर हो: केवल विकर्ण a·(1 − a) लिया गया।</translation>
    </message>
    <message>
        <source>The bias of {layer} is not added in the forward pass.</source>
        <translation>Forward pass में {layer} का bias नहीं जोड़ा गया।</translation>
    </message>
    <message>
        <source>The weights into {layer} are transposed in the forward pass.</source>
        <translation>Forward pass में {layer} के weights transposed हैं।</translation>
    </message>
    <message>
        <source>The activation of {layer} is not applied.</source>
        <translation>{layer} का activation नहीं लगाया गया।</translation>
    </message>
    <message>
        <source>Softmax at {layer} is taken over the samples, not over the units.</source>
        <translation>{layer} पर softmax units पर नहीं, samples पर चलता है।</translation>
    </message>
    <message>
        <source>For class numbers, use cross-entropy with one output per class; for quantities, use squared error, or scale them to between 0 and 1.</source>
        <translation>Class numbers के लिए हर class के एक output के साथ cross-entropy लें; मात्राओं के लिए squared error लें, या उन्हें 0 से 1 तक scale करें।</translation>
    </message>
    <message>
        <source>Check whether each input still belongs to its target, and whether the model can see what the target depends on: attention, for example, cannot tell positions apart unless they are encoded. Otherwise train for longer.</source>
        <translation>जाँचें कि हर input अब भी अपने target के साथ है, और model को वह दिखता है जिस पर target निर्भर है: जैसे, attention positions में तभी अंतर कर सकता है जब वे encode की गई हों। नहीं तो और देर तक train करें।</translation>
    </message>
    <message>
        <source>The network cannot tell the positions apart: shuffling the tokens at most shuffles its outputs. But {share} of the targets depend on the order.</source>
        <translation>network positions में अंतर नहीं कर सकता: tokens को shuffle करने से ज़्यादा से ज़्यादा उसके outputs का क्रम बदलता है। लेकिन {share} targets क्रम पर निर्भर हैं।</translation>
    </message>
    <message>
        <source>The predictions are still no better than a constant one, and nothing that was recorded explains it: the layers pass signal and gradient, and the weights move.</source>
        <translation>predictions अब भी किसी स्थिर prediction से बेहतर नहीं हैं, और जो record हुआ उसमें इसका कोई कारण नहीं दिखता: layers से signal और gradient गुज़रते हैं, और weights बदलते हैं।</translation>
    </message>
    <message>
        <source>Save numbers or words instead: array.astype(float) or array.astype(str).</source>
        <translation>उसकी जगह संख्याएँ या शब्द save करें: array.astype(float) या array.astype(str)।</translation>
    </message>
    <message>
        <source>Save arrays of numbers: np.savez(&apos;gradients.npz&apos;, W1=dW1, b1=db1).</source>
        <translation>संख्याओं की arrays सहेजें: np.savez(&apos;gradients.npz&apos;, W1=dW1, b1=db1)।</translation>
    </message>
    <message>
        <source>the text is too long; the limit is {most} MiB.</source>
        <translation>पाठ {most} MiB से लंबा है।</translation>
    </message>
    <message>
        <source>the text is empty.</source>
        <translation>पढ़ने के लिए कुछ नहीं है।</translation>
    </message>
    <message>
        <source>no numbers were found.</source>
        <translation>कोई संख्या नहीं मिली।</translation>
    </message>
    <message>
        <source>Print it in full: np.set_printoptions(threshold=np.inf, precision=17), or save a .npz file.</source>
        <translation>पूरा print करें: np.set_printoptions(threshold=np.inf, precision=17), या .npz फ़ाइल सहेजें।</translation>
    </message>
    <message>
        <source>the array {name!r} has too many numbers; the limit is {most}.</source>
        <translation>array {name!r} में {most} से ज़्यादा संख्याएँ हैं।</translation>
    </message>
    <message>
        <source>no number follows the name {name!r}.</source>
        <translation>नाम {name!r} के नीचे कोई संख्या नहीं है।</translation>
    </message>
    <message>
        <source>a bracket in {name!r} is not closed.</source>
        <translation>{name!r} का एक कोष्ठक बंद नहीं हुआ है।</translation>
    </message>
    <message>
        <source>Paste the whole array.</source>
        <translation>पूरी array चिपकाएँ।</translation>
    </message>
    <message>
        <source>{word!r} is not a number.</source>
        <translation>{word!r} संख्या नहीं है।</translation>
    </message>
    <message>
        <source>Rows and columns are numbered 0, 1, 2, …</source>
        <translation>पंक्तियाँ और स्तंभ 0, 1, 2, … गिने जाते हैं।</translation>
    </message>
    <message>
        <source>this element of {name!r} occurs twice.</source>
        <translation>{name!r} का यह अवयव दो बार आया है।</translation>
    </message>
    <message>
        <source>there are too many arrays; the limit is {most}.</source>
        <translation>{most} से ज़्यादा arrays हैं।</translation>
    </message>
    <message>
        <source>the name {name!r} occurs twice.</source>
        <translation>नाम {name!r} दो बार आया है।</translation>
    </message>
    <message>
        <source>Give each array its own name.</source>
        <translation>हर array को अलग नाम दें।</translation>
    </message>
    <message>
        <source>the brackets of {name!r} are nested too deeply.</source>
        <translation>{name!r} के कोष्ठक बहुत गहराई तक हैं।</translation>
    </message>
    <message>
        <source>Set the gradients to zero before each backward pass.</source>
        <translation>हर backward pass से पहले gradients को शून्य करें।</translation>
    </message>
    <message>
        <source>Switch this mistake off, so that σ′ is evaluated at the input.</source>
        <translation>यह गलती बंद करें, ताकि σ′ input पर लिया जाए।</translation>
    </message>
    <message>
        <source>Choose an output activation and a loss that go together.</source>
        <translation>ऐसा output activation और loss चुनें जो एक-दूसरे से मेल खाएँ।</translation>
    </message>
    <message>
        <source>Choose an output activation whose range includes the targets, or initial weights for which its slope is not 0.</source>
        <translation>ऐसा output activation चुनें जो targets तक पहुँचे, या उसे वहाँ से शुरू करें जहाँ उसका ढलान 0 न हो।</translation>
    </message>
    <message>
        <source>Standardise the inputs: mean 0, standard deviation 1.</source>
        <translation>inputs को standardise करें: माध्य 0, मानक विचलन 1।</translation>
    </message>
    <message>
        <source>Standardise the targets, and scale the predictions back.</source>
        <translation>targets को standardise करें, और predictions को वापस मूल पैमाने पर लाएँ।</translation>
    </message>
    <message>
        <source>Add samples with different targets.</source>
        <translation>दूसरे targets वाले samples जोड़ें।</translation>
    </message>
    <message>
        <source>Shuffle the samples in every epoch.</source>
        <translation>हर epoch में samples को फेंट दें (shuffle)।</translation>
    </message>
    <message>
        <source>Draw the initial weights at random.</source>
        <translation>आरंभिक weights यादृच्छिक (random) चुनें।</translation>
    </message>
    <message>
        <source>Unfreeze these parameters.</source>
        <translation>इन parameters को unfreeze करें।</translation>
    </message>
    <message>
        <source>Start with weights whose size matches the activation: He or Xavier initialisation.</source>
        <translation>ऐसे weights से शुरू करें जिनका आकार activation से मेल खाए: He या Xavier initialisation।</translation>
    </message>
    <message>
        <source>Make the weight decay ten times smaller, or leave it out.</source>
        <translation>weight decay को दस गुना घटाएँ, या हटा दें।</translation>
    </message>
    <message>
        <source>Make the learning rate ten times smaller.</source>
        <translation>learning rate को दस गुना घटाएँ।</translation>
    </message>
    <message>
        <source>Use leaky ReLU, or start with biases that are not so far below 0.</source>
        <translation>leaky ReLU लें, या ऐसे biases से शुरू करें जो 0 से इतने नीचे न हों।</translation>
    </message>
    <message>
        <source>Add normalisation layers or residual connections, or use ReLU with He initialisation.</source>
        <translation>norm layers या residual connections जोड़ें, या He initialisation के साथ ReLU लें।</translation>
    </message>
    <message>
        <source>Start with smaller weights, or clip the gradient norm.</source>
        <translation>छोटे weights से शुरू करें, या gradient norm को clip करें।</translation>
    </message>
    <message>
        <source>Use an LSTM or GRU that starts with open gates.</source>
        <translation>ऐसा LSTM या GRU लें जो खुले gates से शुरू हो।</translation>
    </message>
    <message>
        <source>Clip the gradient norm, or start with orthogonal recurrent weights.</source>
        <translation>gradient norm को clip करें, या orthogonal recurrent weights से शुरू करें।</translation>
    </message>
    <message>
        <source>Double the window k2, so that gradients reach further back.</source>
        <translation>window k2 को दुगुना करें, ताकि gradients और पीछे तक पहुँचें।</translation>
    </message>
    <message>
        <source>Add a bias there.</source>
        <translation>इन layers को bias दें।</translation>
    </message>
    <message>
        <source>Keep the learning rate constant, or let it fall later.</source>
        <translation>learning rate स्थिर रखें, या उसे बाद में घटने दें।</translation>
    </message>
    <message>
        <source>Make the learning rate ten times smaller, or use larger batches.</source>
        <translation>learning rate को दस गुना घटाएँ, या बड़े batches लें।</translation>
    </message>
    <message>
        <source>Keep training: such a plateau usually ends by itself, and sooner with Adam or momentum.</source>
        <translation>चलाते रहें: ऐसा plateau आमतौर पर अपने आप ख़त्म होता है, Adam या momentum के साथ जल्दी।</translation>
    </message>
    <message>
        <source>Repeat the input from six time steps ago, with a window of seven time steps. With a shorter one, no gradient reaches back that far, and what is learned does not last.</source>
        <translation>छह step पहले सुनी बात दोहराएँ, एक बार में सात time step देखकर। छोटी window में कोई gradient उतना पीछे नहीं पहुँचता, और जो सीखा जाता है वह टिकता नहीं।</translation>
    </message>
    <message>
        <source>The latch task again, with an LSTM: the forget gate starts open (bias 3), so the gradient gets through, and within 300 steps the network gets new sequences right as well.</source>
        <translation>वही काम: forget gate खुला शुरू होता है (bias 3), gradient पहुँचता है, और 300 steps में network नई sequences भी सही बताता है।</translation>
    </message>
    <message>
        <source>loss on held-out samples</source>
        <translation>अलग रखे samples पर loss</translation>
    </message>
    <message>
        <source>More samples</source>
        <translation>ज़्यादा samples</translation>
    </message>
    <message>
        <source>Each step shrinks the weights slightly, so only what many samples support remains.</source>
        <translation>हर step weights का छोटा हिस्सा घटाता है, इसलिए वही बचता है जो बहुत-से samples माँगते हैं।</translation>
    </message>
    <message>
        <source>Fewer hidden units</source>
        <translation>कम hidden units</translation>
    </message>
    <message>
        <source>Half as many units in every hidden layer: less room to remember individual samples.</source>
        <translation>हर hidden layer में आधी units: अकेले samples रटने की जगह कम।</translation>
    </message>
    <message>
        <source>At each step, half of the hidden units are switched off, so none can rely on the others (Srivastava et al. 2014).</source>
        <translation>हर step में आधी hidden units बंद रहती हैं, इसलिए कोई भी दूसरी units के भरोसे नहीं रह सकती (Srivastava et al. 2014)।</translation>
    </message>
    <message>
        <source>Pack the archive again, with deflate or without compression.</source>
        <translation>Archive को deflate से या बिना compression के फिर से बनाएँ।</translation>
    </message>
    <message>
        <source>this is a device or a pipe, not a file.</source>
        <translation>यह device या pipe है, फ़ाइल नहीं।</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>कोई फ़ाइल चुनें।</translation>
    </message>
    <message>
        <source>Add units, or another hidden layer.</source>
        <translation>Units जोड़ें, या एक और hidden layer।</translation>
    </message>
    <message>
        <source>Larger batches or a smaller learning rate would show whether there is more to gain.</source>
        <translation>बड़े batches या छोटी learning rate से दिखेगा कि और कुछ पाया जा सकता है या नहीं।</translation>
    </message>
    <message>
        <source>Call optimizer.step() after loss.backward().</source>
        <translation>loss.backward() के बाद optimizer.step() चलाएँ।</translation>
    </message>
    <message>
        <source>Give outputs and targets the same shape: unsqueeze(1) the targets, or squeeze(1) the outputs.</source>
        <translation>Outputs और targets को एक ही shape दें: targets पर unsqueeze(1), या outputs पर squeeze(1)।</translation>
    </message>
    <message>
        <source>Call zero_grad() before backward(), not between backward() and step().</source>
        <translation>zero_grad() को backward() से पहले चलाएँ, backward() और step() के बीच नहीं।</translation>
    </message>
    <message>
        <source>No gradient ever reaches {layers}: a detach(), a no_grad() or an operation without a gradient blocks the path from the loss, or there is no such path.</source>
        <translation>{layers} तक कभी कोई gradient नहीं पहुँचता: बीच में detach(), no_grad() या बिना gradient की कोई क्रिया है, या loss उनका उपयोग ही नहीं करता।</translation>
    </message>
    <message>
        <source>whether the updates go against the gradient</source>
        <translation>updates gradient के उलट जाते हैं या नहीं</translation>
    </message>
    <message>
        <source>whether gradients are set to zero</source>
        <translation>gradients शून्य किए जाते हैं या नहीं</translation>
    </message>
    <message>
        <source>how much the updates change the weights</source>
        <translation>updates कितना बदलते हैं</translation>
    </message>
    <message>
        <source>the activations</source>
        <translation>activations</translation>
    </message>
    <message>
        <source>layers without a gradient</source>
        <translation>बिना gradient की layers</translation>
    </message>
    <message>
        <source>parameters that never change</source>
        <translation>कभी न बदलने वाले parameters</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>frozen</translation>
    </message>
    <message>
        <source>backward passes</source>
        <translation>backward passes</translation>
    </message>
    <message>
        <source>The loss is only {share} times that of a constant prediction.</source>
        <translation>Loss किसी स्थिर prediction के loss का केवल {share} गुना है।</translation>
    </message>
    <message>
        <source>the inputs have shape {a}, the targets {b}: the numbers of samples and time steps must match.</source>
        <translation>inputs {a} हैं, targets {b}: samples और time steps बराबर होने चाहिए।</translation>
    </message>
    <message>
        <source>Learning rate decay</source>
        <translation>Rate decay</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>Centered</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>हर</translation>
    </message>
    <message>
        <source>Time steps between seeing a value and repeating it.</source>
        <translation>सुनने और दोहराने के बीच के steps।</translation>
    </message>
    <message>
        <source>Fraction of the previous velocity that is kept.</source>
        <translation>पिछली velocity का वह हिस्सा जो रखा जाता है।</translation>
    </message>
    <message>
        <source>Multiplied by a factor at regular intervals (torch StepLR).</source>
        <translation>हर कुछ steps पर एक गुणक से गुणा (torch StepLR)।</translation>
    </message>
    <message>
        <source>Training steps between drops.</source>
        <translation>दो गिरावटों के बीच के steps।</translation>
    </message>
    <message>
        <source>deliberate mistake: gradients are never zeroed</source>
        <translation>जान-बूझकर ग़लती: gradient कभी शून्य नहीं किए जाते</translation>
    </message>
    <message>
        <source>deliberate mistake: the update adds the gradient</source>
        <translation>जान-बूझकर ग़लती: step gradient के ऊपर जाता है</translation>
    </message>
    <message>
        <source>deliberate mistake: σ′ is evaluated at the output</source>
        <translation>जान-बूझकर ग़लती: σ′ output पर लिया जाता है</translation>
    </message>
    <message>
        <source>deliberate mistake: there are no biases</source>
        <translation>जान-बूझकर ग़लती: bias नहीं हैं</translation>
    </message>
    <message>
        <source>f = (x + y) · z with x = −2, y = 5, z = −4: a sum passes the gradient on; a product multiplies it by the other factor. f = −12, ∂f/∂x = −4, ∂f/∂z = 3.</source>
        <translation>f = (x + y) · z, x = −2, y = 5, z = −4: जोड़ gradient को आगे देता है; गुणा उसे दूसरे गुणक से गुणा करता है। f = −12, ∂f/∂x = −4, ∂f/∂z = 3।</translation>
    </message>
    <message>
        <source>XOR perceptron, with a mistake</source>
        <translation>XOR perceptron, जैसा छपा है</translation>
    </message>
    <message>
        <source>The gradient grows through time: ×{factor} per time step back, ×{ratio} over {length} time steps.</source>
        <translation>समय में gradient बढ़ता है: हर कदम पीछे ×{factor}, {length} steps में {ratio}।</translation>
    </message>
    <message>
        <source>He for the ReLU family, Xavier for the others; weights you set in these layers are replaced by new random ones.</source>
        <translation>ReLU परिवार के लिए He, बाकी के लिए Xavier; इन layers के दिए हुए weights फिर से चुने जाते हैं।</translation>
    </message>
    <message>
        <source>The gradient bypasses every layer unchanged; the bypassed layers start with a tenth of the usual weights, because at full size a deep ReLU stack explodes.</source>
        <translation>Gradient हर layer के पास से बिना बदले गुज़रता है; शाखा 0.1 से शुरू होती है, क्योंकि 1 पर ReLU का बहुत गहरा network explode करता है।</translation>
    </message>
    <message>
        <source>A tenth of the learning rate, but no higher than is typical for the optimizer; slower but steadier.</source>
        <translation>दर का दसवाँ हिस्सा, optimizer की सामान्य दर से अधिक नहीं; धीमा, पर स्थिर।</translation>
    </message>
    <message>
        <source>A hundred times the learning rate, but no lower than is typical for the optimizer.</source>
        <translation>दर की सौ गुना, optimizer की सामान्य दर से कम नहीं।</translation>
    </message>
    <message>
        <source>Bias 3 on the gate that keeps the memory: without it, an untrained cell forgets half of its memory at every time step.</source>
        <translation>याद रखने वाले gate पर bias 3: इसके बिना अनसीखा cell हर time step में आधी memory भूल जाता है।</translation>
    </message>
    <message>
        <source>Repeat a random ±1 seen several time steps earlier.</source>
        <translation>कुछ steps पहले सुना गया ±1 दोहराएँ।</translation>
    </message>
    <message>
        <source>Add the two marked numbers in a sequence; the target comes at the last time step.</source>
        <translation>Sequence की दो चिह्नित संख्याएँ जोड़ें; उत्तर अंत में पूछा जाता है।</translation>
    </message>
    <message>
        <source>the mask must hold 0 or 1 for each target row, with at least one 1: expected shape {wanted}, got {given}.</source>
        <translation>mask में हर target पंक्ति के लिए 0 या 1 होना चाहिए: {wanted}; उसमें {given} है।</translation>
    </message>
    <message>
        <source>Each step shrinks every weight by a fraction: this factor times the learning rate.</source>
        <translation>हर step हर weight को इतने हिस्से से घटाता है: यह गुणक गुणा learning rate।</translation>
    </message>
    <message>
        <source>Eight sigmoid layers in which the gradient would vanish, each with an Add layer that lets the gradient bypass it.</source>
        <translation>आठ sigmoid layers जिनमें gradient मर जाता, हर एक के साथ एक Add जो उसे बग़ल से ले जाता है।</translation>
    </message>
    <message>
        <source>A linear loop: the gradient is multiplied by ρ at every time step back. Move the slider under Unrolled and look at the lag profile.</source>
        <translation>एक रैखिक loop: हर कदम पीछे gradient ρ गुना बदलता है। “समय में फैला” का slider हिलाएँ और lag profile देखें।</translation>
    </message>
    <message>
        <source>σ′ of the output (a deliberate mistake)</source>
        <translation>output का σ′ (जान-बूझकर रखी गई ग़लती)</translation>
    </message>
    <message>
        <source>put rows back</source>
        <translation>वापस रखना</translation>
    </message>
    <message>
        <source>wrong sign (a deliberate mistake)</source>
        <translation>ग़लत चिह्न (जान-बूझकर रखी गई ग़लती)</translation>
    </message>
    <message>
        <source>Units that start alike receive the same gradient and stay alike; random weights make them differ.</source>
        <translation>एक जैसी शुरू हुई units को एक ही gradient मिलता है और वे एक जैसी ही रहती हैं; यादृच्छिक weights उन्हें अलग करते हैं।</translation>
    </message>
    <message>
        <source>A new order in every epoch, so that each batch resembles the whole data set.</source>
        <translation>हर epoch में नया क्रम, ताकि हर batch पूरे data जैसा हो।</translation>
    </message>
    <message>
        <source>At most a fifth of the units are switched off at each step.</source>
        <translation>हर step में ज़्यादा से ज़्यादा पाँचवाँ हिस्सा units बंद होती हैं।</translation>
    </message>
    <message>
        <source>No normalisation layers</source>
        <translation>बिना norm layers</translation>
    </message>
    <message>
        <source>the inputs are class indices, which must remain integers.</source>
        <translation>inputs class की संख्याएँ हैं, जिन्हें पूर्णांक ही रहना है।</translation>
    </message>
    <message>
        <source>the names do not match the columns of the table.</source>
        <translation>नाम table से मेल नहीं खाते।</translation>
    </message>
    <message>
        <source>Give one name for each column, or leave the names out.</source>
        <translation>हर एक के लिए एक नाम दें, या नाम छोड़ दें।</translation>
    </message>
    <message>
        <source>Layer {node} adds up the contributions of its input and its previous state; the sum is z.</source>
        <translation>Layer {node} अपने input और पिछली state के योगदान जोड़ती है; यह जोड़ z है।</translation>
    </message>
    <message>
        <source>Layer {node} adds up the contributions of its input and its previous state; the sum is z for all its gates.</source>
        <translation>Layer {node} अपने input और पिछली state के योगदान जोड़ती है; यह जोड़ उसके सभी gates का z है।</translation>
    </message>
    <message>
        <source>Custom size</source>
        <translation>अपना आकार</translation>
    </message>
    <message>
        <source>diverging: the loss keeps growing and is now {loss}</source>
        <translation>diverge हो रहा है: loss बढ़ता ही जा रहा है, {loss} तक</translation>
    </message>
    <message>
        <source>Some units of {layer} have the same weights (distinct: {distinct} of {units}). Equal units get the same gradient, so they stay equal.</source>
        <translation>{layer} की units के weights एक जैसे हैं: {units} units में से केवल {distinct} अलग हैं। एक जैसी units को एक ही gradient मिलता है, इसलिए वे एक जैसी ही रहती हैं।</translation>
    </message>
    <message>
        <source>The targets are far from what a network outputs at first: their mean is {mean}, their standard deviation {spread}.</source>
        <translation>Targets उससे बहुत दूर हैं जो network शुरू में देता है: उनका औसत {mean} और standard deviation {spread} है।</translation>
    </message>
    <message>
        <source>The gradient stops at {layer}: the layers after it use only a sum over the batch, which the normalisation keeps constant, so no layer before it can change the loss.</source>
        <translation>Gradient {layer} पर रुक जाता है: आगे केवल batch का योग काम आता है, जिसे normalisation स्थिर रखता है, इसलिए उससे पहले की कोई layer loss नहीं बदल सकती।</translation>
    </message>
    <message>
        <source>gradient after the normalisation layer</source>
        <translation>norm layer के बाद का gradient</translation>
    </message>
    <message>
        <source>The update adds the gradient instead of subtracting it: every step raises the loss.</source>
        <translation>Update gradient को घटाने के बजाय जोड़ता है: हर step loss पर चढ़ता है।</translation>
    </message>
    <message>
        <source>Eight tanh units before the output: with them, the curve or boundary can bend.</source>
        <translation>Output से पहले आठ tanh units: इनसे network मुड़ सकता है।</translation>
    </message>
    <message>
        <source>deliberate mistake: all units of a layer start out identical</source>
        <translation>जान-बूझकर की गई गलती: layer की सभी units एक जैसी शुरू होती हैं</translation>
    </message>
    <message>
        <source>Too large by a factor of {samples}, the batch size: a sum is used where the mean is meant, or the division is missing.</source>
        <translation>{samples} गुना बड़ा है, जो batch size है: औसत की जगह योग है, या भाग देना छूट गया।</translation>
    </message>
    <message>
        <source>Off by a factor of {factor} = {lengths}: the wrong mean or sum is taken over samples, outputs or time steps.</source>
        <translation>{factor} = {lengths} के गुणक का फ़र्क़: samples, outputs या समय पर लिया गया औसत या योग वह नहीं जो चाहिए।</translation>
    </message>
    <message>
        <source>These formats can be read: a name followed by rows of numbers; what print() shows for NumPy arrays and PyTorch tensors; a table with the columns name, row, column, value; a JSON object of lists.</source>
        <translation>ये रूप पढ़े जाते हैं: एक नाम और उसके बाद संख्याओं की पंक्तियाँ; NumPy arrays और PyTorch tensors का print(); name, row, column, value स्तंभों वाली तालिका; सूचियों का JSON object।</translation>
    </message>
    <message>
        <source>Weight decay is included in this gradient: λ·W with λ = {decay}. Here it is added in the update.</source>
        <translation>इस gradient में weight decay शामिल है: λ·W, λ = {decay}। यहाँ वह update में जोड़ा जाता है।</translation>
    </message>
    <message>
        <source>The numbers are right, but in a different order along axis {axis}: {order}.</source>
        <translation>संख्याएँ सही हैं, पर अक्ष {axis} पर क्रम अलग है: {order}।</translation>
    </message>
    <message>
        <source>The factor of 2 from the derivative of the square is missing.</source>
        <translation>वर्ग के derivative से आने वाला गुणक 2 छूट गया है।</translation>
    </message>
    <message>
        <source>The softmax (or sigmoid) that goes with this loss is missing from its gradient.</source>
        <translation>इस loss में शामिल softmax (या sigmoid) उसके gradient में छूट गया है।</translation>
    </message>
    <message>
        <source>The gradient of the loss uses a sigmoid; this loss goes with a softmax.</source>
        <translation>Loss के gradient में sigmoid है; यह loss softmax का है।</translation>
    </message>
    <message>
        <source>The target is missing from the gradient of the loss.</source>
        <translation>Loss के gradient में target छूट गया है।</translation>
    </message>
    <message>
        <source>Only the part of the binary cross-entropy for target 1 is differentiated.</source>
        <translation>Binary cross-entropy में केवल target 1 वाले भाग का derivative लिया गया।</translation>
    </message>
    <message>
        <source>At {layer}, ReLU lets the gradient through according to the gradient&apos;s own sign, not the sign of z.</source>
        <translation>{layer} पर ReLU, gradient को z के नहीं, gradient के ही चिह्न से आगे जाने देता है।</translation>
    </message>
    <message>
        <source>At {layer}, the derivative of a different activation is used: {other}.</source>
        <translation>{layer} पर किसी और activation का derivative लिया गया: {other}।</translation>
    </message>
    <message>
        <source>A different activation is applied at {layer}: {other}.</source>
        <translation>{layer} पर कोई और activation लगाया गया: {other}।</translation>
    </message>
    <message>
        <source>The state of the previous time step does not reach {layer}.</source>
        <translation>पिछले time step की state {layer} तक नहीं पहुँचती।</translation>
    </message>
    <message>
        <source>These numbers come from the weights after this update: the forward pass was run again, or too late.</source>
        <translation>ये इस update के बाद के weights की संख्याएँ हैं: forward pass फिर से चला, या देर से चला।</translation>
    </message>
    <message>
        <source>These numbers come from the weights at the start of training.</source>
        <translation>ये training की शुरुआत के weights की संख्याएँ हैं।</translation>
    </message>
    <message>
        <source>the rows of {name!r} are not all the same length.</source>
        <translation>{name!r} की पंक्तियाँ बराबर लंबाई की नहीं हैं।</translation>
    </message>
    <message>
        <source>{word!r} is not a valid array index.</source>
        <translation>{word!r} array में कोई स्थान नहीं है।</translation>
    </message>
    <message>
        <source>the elements of {name!r} have different numbers of indices.</source>
        <translation>{name!r} के अवयवों के स्थानों की संख्या अलग-अलग है।</translation>
    </message>
    <message>
        <source>Write every element, including those that are 0.</source>
        <translation>हर अवयव लिखें, वे भी जो 0 हैं।</translation>
    </message>
    <message>
        <source>this is not a list of numbers, or its rows are not all the same length.</source>
        <translation>यह संख्याओं की सूची नहीं है, या इसकी पंक्तियाँ बराबर लंबाई की नहीं हैं।</translation>
    </message>
    <message>
        <source>a closing bracket in {name!r} has no opening bracket.</source>
        <translation>{name!r} का एक कोष्ठक बंद होता है जो खुला ही नहीं था।</translation>
    </message>
    <message>
        <source>Check the inputs of the line that computed this value; then make the learning rate smaller, or clip the gradient.</source>
        <translation>उस पंक्ति में देखें कि यह किससे बना; फिर learning rate घटाएँ, या gradient को clip करें।</translation>
    </message>
    <message>
        <source>Give some samples a target that is neither ignored nor masked, or remove the mask.</source>
        <translation>samples को ऐसा target दें जो गिना जाए, या mask हटाएँ।</translation>
    </message>
    <message>
        <source>Switch off fewer units: a fifth is usual, half is a lot.</source>
        <translation>कम units बंद करें: पाँचवाँ हिस्सा सामान्य है, आधा बहुत है।</translation>
    </message>
    <message>
        <source>Remove the normalisation layer, or put a layer with an activation function between it and the sum.</source>
        <translation>norm layer हटाएँ, या उसके और योग के बीच activation function वाली layer रखें।</translation>
    </message>
    <message>
        <source>Put an activation function such as tanh between the layers; if there is no hidden layer, add one with an activation function.</source>
        <translation>layers के बीच tanh जैसा activation function रखें; hidden layer न हो तो एक जोड़ें।</translation>
    </message>
    <message>
        <source>Raise the limit on the gradient norm, or do not clip.</source>
        <translation>gradient norm की सीमा बढ़ाएँ, या clip न करें।</translation>
    </message>
    <message>
        <source>Make the learning rate larger: first try a hundred times its current value.</source>
        <translation>learning rate बढ़ाएँ, पहले सौ गुना करके देखें।</translation>
    </message>
    <message>
        <source>Start with smaller weights, or add normalisation layers.</source>
        <translation>छोटे weights से शुरू करें, या बीच में norm layers रखें।</translation>
    </message>
    <message>
        <source>Remember the first of 30 noisy inputs. The gradient vanishes on the way, so the RNN learns its 128 sequences by heart; on new ones it only guesses.</source>
        <translation>30 शोर भरे inputs में से पहला याद रखें। Gradient रास्ते में ही vanish हो जाता है, इसलिए RNN अपनी 128 sequences रट लेता है; नई sequences पर वह केवल अंदाज़ा लगाता है।</translation>
    </message>
    <message>
        <source>{layer} normalises over too few values at a time ({count}): little more than their order survives.</source>
        <translation>{layer} एक बार में बहुत कम मानों ({count}) पर normalise करती है: उनमें से उनके क्रम के सिवा लगभग कुछ नहीं बचता।</translation>
    </message>
    <message>
        <source>this part is compressed with a method that cannot be read here.</source>
        <translation>यह हिस्सा ऐसे तरीके से compress किया गया है जो यहाँ नहीं पढ़ा जाता।</translation>
    </message>
    <message>
        <source>Stop where the held-out loss was lowest; more samples, fewer units or dropout may also help.</source>
        <translation>वहाँ रुकें जहाँ held-out loss सबसे कम था; ज़्यादा samples, कम units या dropout इसके ख़िलाफ़ मदद करते हैं।</translation>
    </message>
    <message>
        <source>There is nothing more to gain with these units, and what is left is not noise: the errors of neighbouring samples have a correlation of {shared}. More units could fit what is left.</source>
        <translation>इन units से अब और कुछ नहीं मिल सकता, और जो बचा है वह शोर नहीं है: पड़ोसी samples की त्रुटियों का correlation {shared} है। अधिक units बचे हुए को सीख सकते हैं।</translation>
    </message>
    <message>
        <source>The loss has stopped falling because the batches disagree: the gradient over all the data is only {signal} of its typical distance from the batch gradients.</source>
        <translation>Loss अब और नहीं गिरता, क्योंकि batches आपस में असहमत हैं: पूरे डेटा का gradient उस दूरी का केवल {signal} है जितना अलग-अलग batches के gradients उससे हटे हैं।</translation>
    </message>
    <message>
        <source>No hidden layer has an activation function, so all layers together amount to a single linear layer, and {share} of the variance of the targets cannot be explained by a linear function of the inputs.</source>
        <translation>किसी hidden layer में activation function नहीं है, इसलिए सभी layers मिलकर एक ही linear layer हैं, जबकि targets के variance का {share} मुड़ता है।</translation>
    </message>
    <message>
        <source>Subtract the gradient: switch this mistake off, or set maximize=False in your own optimizer.</source>
        <translation>Gradient घटाएँ: यह गलती बंद करें, या अपने optimizer में maximize बंद करें।</translation>
    </message>
    <message>
        <source>Remove the detach() or no_grad(); if it is intended, leave the affected parameters out of the optimizer.</source>
        <translation>detach() या no_grad() हटाएँ; अगर यही चाहिए, तो इन layers को optimizer से बाहर रखें।</translation>
    </message>
    <message>
        <source>Pass model.parameters() to the optimizer after all layers have been created.</source>
        <translation>सभी layers बनने के बाद optimizer को model.parameters() दें।</translation>
    </message>
    <message>
        <source>Gradients were computed {count} times, but the optimizer never took a step: nothing can change.</source>
        <translation>Gradients {count} बार निकाले गए, पर optimizer ने एक भी step नहीं लिया: कुछ बदल ही नहीं सकता।</translation>
    </message>
    <message>
        <source>The outputs have the shape {outputs} and the targets {targets}: the loss broadcasts them to one shape, so every output is compared with every target.</source>
        <translation>Outputs का shape {outputs} है और targets का {targets}: loss दोनों को एक-दूसरे पर फैला देता है, इसलिए हर output की तुलना हर target से होती है।</translation>
    </message>
    <message>
        <source>The update goes along the gradient instead of against it: every step raises the loss.</source>
        <translation>Update gradient के उलट नहीं, उसी दिशा में जाता है: हर step loss को बढ़ाता है।</translation>
    </message>
    <message>
        <source>Gradients are not set to zero: when the backward pass of a step begins, those of the previous steps are still there, and the new ones are added to them.</source>
        <translation>Gradients शून्य नहीं किए जाते: किसी step का backward pass शुरू होते समय पिछले steps के gradients मौजूद रहते हैं, और नए उनमें जुड़ जाते हैं।</translation>
    </message>
    <message>
        <source>The gradients are gone when the optimizer takes its step: they are set to zero between backward() and step().</source>
        <translation>Optimizer के step के समय gradients बचते ही नहीं: वे backward() और step() के बीच शून्य कर दिए जाते हैं।</translation>
    </message>
    <message>
        <source>Parameters with a gradient that the optimizer never changes: {names}. They were not given to it, or their learning rate is 0.</source>
        <translation>Optimizer {names} को कभी नहीं बदलता, जबकि उनका gradient है: वे उसे दिए नहीं गए, या उनकी rate 0 है।</translation>
    </message>
    <message>
        <source>the loss on held-out samples, so nothing can be said about overfitting</source>
        <translation>अलग रखे samples पर loss, इसलिए रटने (overfitting) के बारे में कुछ नहीं कहा गया</translation>
    </message>
    <message>
        <source>cosine between update and gradient</source>
        <translation>update और gradient का cosine</translation>
    </message>
    <message>
        <source>gradient left over from earlier steps</source>
        <translation>पहले से बचा gradient</translation>
    </message>
    <message>
        <source>The loss hardly falls, but this is not a minimum: other directions lead down from here.</source>
        <translation>Loss लगभग नहीं घट रहा, फिर भी यह minimum नहीं है, क्योंकि यहाँ से दूसरी दिशाएँ नीचे जाती हैं।</translation>
    </message>
    <message>
        <source>The loss hardly falls, but one step against the gradient could lower it by {gain}.</source>
        <translation>Loss लगभग नहीं घट रहा, फिर भी gradient के साथ एक step इसे {gain} तक घटा सकता है।</translation>
    </message>
    <message>
        <source>a weighted wire has weights instead of a factor.</source>
        <translation>weighted wire में गुणक नहीं, weights होते हैं।</translation>
    </message>
    <message>
        <source>Use a direct wire, or leave the factor out.</source>
        <translation>direct wire लें, या गुणक हटा दें।</translation>
    </message>
    <message>
        <source>class indices are looked up, not multiplied.</source>
        <translation>class की संख्याएँ तालिका में देखी जाती हैं, गुणा नहीं की जातीं।</translation>
    </message>
    <message>
        <source>Leave the factor out.</source>
        <translation>गुणक हटा दें।</translation>
    </message>
    <message>
        <source>Multiplies the values that the wire carries; if it is trained, this is its initial value.</source>
        <translation>wire जो लाता है उसे इससे गुणा करता है; जहाँ यह सीखा जाता है, वहाँ इसका पहला मान।</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>सीखा जाता है</translation>
    </message>
    <message>
        <source>What is trained: nothing, one factor for all units (ReZero, Fixup), or one for each unit (LayerScale).</source>
        <translation>क्या सीखा जाता है: कुछ नहीं (nothing), सब units का एक गुणक (one: ReZero, Fixup), या हर unit का अपना (each: LayerScale)।</translation>
    </message>
    <message>
        <source>multiply by the factor</source>
        <translation>गुणक से गुणा</translation>
    </message>
    <message>
        <source>times the factor</source>
        <translation>गुणक गुना</translation>
    </message>
    <message>
        <source>gradient of the factor</source>
        <translation>गुणक का gradient</translation>
    </message>
    <message>
        <source>the Dask scheduler at {address} has no workers.</source>
        <translation>{address} के Dask scheduler के पास कोई worker नहीं है।</translation>
    </message>
    <message>
        <source>Start one: dask worker {address}</source>
        <translation>एक शुरू करें: dask worker {address}</translation>
    </message>
    <message>
        <source>no Dask scheduler responded at {address}.</source>
        <translation>{address} पर कोई Dask scheduler उत्तर नहीं देता।</translation>
    </message>
    <message>
        <source>the Dask worker was terminated</source>
        <translation>Dask worker समाप्त कर दिया गया</translation>
    </message>
    <message>
        <source>the connection to the Dask scheduler at {address} was lost.</source>
        <translation>{address} के Dask scheduler से संपर्क टूट गया।</translation>
    </message>
    <message>
        <source>What has been measured so far is kept.</source>
        <translation>तब तक जो मापा गया वह बना रहता है।</translation>
    </message>
    <message>
        <source>the process was terminated</source>
        <translation>प्रक्रिया समाप्त कर दी गई</translation>
    </message>
    <message>
        <source>the process exited with status {code}</source>
        <translation>प्रक्रिया exit status {code} के साथ समाप्त हुई</translation>
    </message>
    <message>
        <source>the process was terminated by {signal}</source>
        <translation>{signal} ने प्रक्रिया समाप्त कर दी</translation>
    </message>
    <message>
        <source>there was not enough memory</source>
        <translation>मेमोरी पर्याप्त नहीं थी</translation>
    </message>
    <message>
        <source>Weighted sums passed through tanh.</source>
        <translation>tanh से गुज़रे weighted योग।</translation>
    </message>
    <message>
        <source>Weighted sums passed through ReLU.</source>
        <translation>ReLU से गुज़रे weighted योग।</translation>
    </message>
    <message>
        <source>Weighted sums passed through Leaky ReLU.</source>
        <translation>Leaky ReLU से गुज़रे weighted योग।</translation>
    </message>
    <message>
        <source>Weighted sums passed through the sigmoid; one unit answers yes or no.</source>
        <translation>sigmoid से गुज़रे weighted योग; एक unit हाँ या ना में उत्तर देती है।</translation>
    </message>
    <message>
        <source>The output approaches −α for large negative inputs.</source>
        <translation>बड़े ऋणात्मक input पर output −α के पास पहुँचता है।</translation>
    </message>
    <message>
        <source>Adds this multiple of the sign of each weight to its gradient: small weights are driven to 0.</source>
        <translation>हर weight के चिह्न का यह गुणज उसके gradient में जोड़ता है: छोटे weight 0 की ओर जाते हैं।</translation>
    </message>
    <message>
        <source>No hidden layer has an activation function, so all layers together amount to a single linear layer, and it has learned all it can.</source>
        <translation>किसी छिपी layer में activation function नहीं है, इसलिए सारी layers मिलकर एक linear layer हैं, और वह जितना सीख सकती थी सीख चुकी है।</translation>
    </message>
    <message>
        <source>There is no hidden layer: the network has learned all that one layer can, and its curve or boundary cannot bend.</source>
        <translation>कोई छिपी layer नहीं है: एक layer जितना सीख सकती है, network सीख चुका है, और वह मुड़ नहीं सकता।</translation>
    </message>
    <message>
        <source>{layer} is a softmax over one unit: its output is 1 for every input, so no gradient passes.</source>
        <translation>{layer} एक ही unit पर softmax है: input कुछ भी हो, output 1 रहता है, इसलिए कोई gradient पार नहीं होता।</translation>
    </message>
    <message>
        <source>Weight decay holds the weights back: its pull of {pull} opposes a gradient of {gradient}.</source>
        <translation>Weight decay weights को रोकता है: उसका खिंचाव {pull} है, {gradient} के gradient के विरुद्ध।</translation>
    </message>
    <message>
        <source>More training will not help; different inputs, more units or different data may.</source>
        <translation>और training से कुछ नहीं मिलेगा; दूसरे inputs, ज़्यादा units या दूसरे डेटा से शायद मिले।</translation>
    </message>
    <message>
        <source>GELU (exact)</source>
        <translation>GELU (exact)</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>सबसे बड़ा</translation>
    </message>
    <message>
        <source>pass on to the largest</source>
        <translation>सबसे बड़े को आगे दें</translation>
    </message>
    <message>
        <source>Divide by the largest second moment so far (Reddi et al. 2018).</source>
        <translation>अब तक के सबसे बड़े second moment से भाग (Reddi et al. 2018)।</translation>
    </message>
    <message>
        <source>Maximise</source>
        <translation>अधिकतम करें</translation>
    </message>
    <message>
        <source>running maximum</source>
        <translation>अब तक का सबसे बड़ा</translation>
    </message>
    <message>
        <source>climb</source>
        <translation>चढ़ें</translation>
    </message>
    <message>
        <source>the disk is full.</source>
        <translation>डिस्क भर गई है।</translation>
    </message>
    <message>
        <source>there is no such file or folder.</source>
        <translation>ऐसी कोई फ़ाइल या फ़ोल्डर नहीं है।</translation>
    </message>
    <message>
        <source>a part of this path is a file, not a folder.</source>
        <translation>इस पथ का एक भाग फ़ोल्डर नहीं, फ़ाइल है।</translation>
    </message>
    <message>
        <source>this is a folder, not a file.</source>
        <translation>यह फ़ाइल नहीं, फ़ोल्डर है।</translation>
    </message>
    <message>
        <source>the name is too long.</source>
        <translation>नाम बहुत लंबा है।</translation>
    </message>
    <message>
        <source>too many files are open.</source>
        <translation>बहुत अधिक फ़ाइलें खुली हैं।</translation>
    </message>
    <message>
        <source>there is not enough memory.</source>
        <translation>मेमोरी पर्याप्त नहीं है।</translation>
    </message>
    <message>
        <source>the system cannot start another process now.</source>
        <translation>सिस्टम अभी एक और process शुरू नहीं कर सकता।</translation>
    </message>
    <message>
        <source>{name} is not a parameter.</source>
        <translation>{name} parameter नहीं है।</translation>
    </message>
    <message>
        <source>there is no phase named {name}; the phases are {known}.</source>
        <translation>{name} नाम का कोई phase नहीं है; phases हैं: {known}।</translation>
    </message>
    <message>
        <source>time step {time} adds nothing to the gradient of {name}.</source>
        <translation>time step {time}, {name} के gradient में कुछ नहीं जोड़ता।</translation>
    </message>
    <message>
        <source>there is no numeric setting {name}.</source>
        <translation>{name} नाम की कोई संख्या वाली setting नहीं है।</translation>
    </message>
    <message>
        <source>no line computes {name}.</source>
        <translation>कोई पंक्ति {name} नहीं निकालती।</translation>
    </message>
    <message>
        <source>it takes {seconds} s to get to this moment.</source>
        <translation>इस क्षण तक पहुँचने में {seconds} s लगते हैं।</translation>
    </message>
    <message>
        <source>Choose an earlier step.</source>
        <translation>पहले का कोई step चुनें।</translation>
    </message>
    <message>
        <source>there is no parameter named {name}.</source>
        <translation>{name} नाम का कोई parameter नहीं है।</translation>
    </message>
    <message>
        <source>says {today}; the engine computes {expected}.</source>
        <translation>{today} लिखा है; engine {expected} निकालता है।</translation>
    </message>
    <message>
        <source>Make the experiment smaller.</source>
        <translation>Experiment को छोटा करें।</translation>
    </message>
    <message>
        <source>is true before the learner has done anything.</source>
        <translation>सीखने वाले के कुछ करने से पहले ही सच है।</translation>
    </message>
    <message>
        <source>{value} would be accepted as right.</source>
        <translation>{value} सही मान लिया जाएगा।</translation>
    </message>
    <message>
        <source>has no Hindi text; English is shown.</source>
        <translation>का हिंदी पाठ नहीं है; अंग्रेज़ी दिखेगी।</translation>
    </message>
    <message>
        <source>there is no {kind} named {name}.</source>
        <translation>{name} नाम का कोई {kind} नहीं है।</translation>
    </message>
    <message>
        <source>{count} options are right at this moment.</source>
        <translation>इस क्षण {count} विकल्प सही हैं।</translation>
    </message>
    <message>
        <source>no place is right at this moment.</source>
        <translation>इस क्षण कोई जगह सही नहीं है।</translation>
    </message>
    <message>
        <source>is not computed at this moment.</source>
        <translation>इस क्षण तक नहीं निकला है।</translation>
    </message>
    <message>
        <source>gives {count} numbers, not one.</source>
        <translation>एक नहीं, {count} संख्याएँ देता है।</translation>
    </message>
    <message>
        <source>is not finite.</source>
        <translation>finite संख्या नहीं है।</translation>
    </message>
    <message>
        <source>unknown format {form}.</source>
        <translation>अज्ञात format {form}।</translation>
    </message>
    <message>
        <source>Formats: 3g, 4f, e, %, sign, ratio.</source>
        <translation>Formats: 3g, 4f, e, %, sign, ratio।</translation>
    </message>
    <message>
        <source>no file or lesson has that name.</source>
        <translation>इस नाम की कोई फ़ाइल या पाठ नहीं है।</translation>
    </message>
    <message>
        <source>Lessons: {known}.</source>
        <translation>पाठ: {known}।</translation>
    </message>
    <message>
        <source>Split it in two.</source>
        <translation>इसे दो में बाँटें।</translation>
    </message>
    <message>
        <source>there is no step {name}.</source>
        <translation>{name} नाम का कोई step नहीं है।</translation>
    </message>
    <message>
        <source>there is no example {name}.</source>
        <translation>{name} नाम का कोई उदाहरण नहीं है।</translation>
    </message>
    <message>
        <source>Write the data into the lesson as a table.</source>
        <translation>Data को table के रूप में पाठ में ही लिखें।</translation>
    </message>
    <message>
        <source>only a question can be asked again.</source>
        <translation>केवल प्रश्न दोबारा पूछा जा सकता है।</translation>
    </message>
    <message>
        <source>there is no experiment {name}.</source>
        <translation>{name} नाम का कोई experiment नहीं है।</translation>
    </message>
    <message>
        <source>name a phase or a line, not both.</source>
        <translation>phase या पंक्ति बताएँ, दोनों नहीं।</translation>
    </message>
    <message>
        <source>no option is right.</source>
        <translation>कोई विकल्प सही नहीं है।</translation>
    </message>
    <message>
        <source>more than one option is right.</source>
        <translation>एक से अधिक विकल्प सही हैं।</translation>
    </message>
    <message>
        <source>Set `many` to true, or keep only one.</source>
        <translation>many को true करें, या एक रखें।</translation>
    </message>
    <message>
        <source>there is no tile {name}.</source>
        <translation>{name} नाम की कोई tile नहीं है।</translation>
    </message>
    <message>
        <source>must name every card once: {known}.</source>
        <translation>हर card का नाम एक बार आए: {known}।</translation>
    </message>
    <message>
        <source>the id {name} occurs twice.</source>
        <translation>id {name} दो बार आई है।</translation>
    </message>
    <message>
        <source>there is no option {name}.</source>
        <translation>{name} नाम का कोई विकल्प नहीं है।</translation>
    </message>
    <message>
        <source>Not yet.</source>
        <translation>अभी नहीं।</translation>
    </message>
    <message>
        <source>This is not a number. Type, for example, −0.032, 3/4 or 10^-12.</source>
        <translation>यह संख्या नहीं है। जैसे −0.032, 3/4 या 10^-12 लिखें।</translation>
    </message>
    <message>
        <source>Scales each step, which goes against the gradient.</source>
        <translation>Gradient के विपरीत कदम का आकार।</translation>
    </message>
    <message>
        <source>divide by twice the square root</source>
        <translation>वर्गमूल के दुगुने से भाग</translation>
    </message>
    <message>
        <source>Climb the loss instead of descending it, like maximize in PyTorch.</source>
        <translation>loss पर उतरने के बजाय चढ़ें, PyTorch के maximize की तरह।</translation>
    </message>
    <message>
        <source>nothing can be written here: the location is read-only.</source>
        <translation>यहाँ कुछ नहीं लिखा जा सकता: यह जगह केवल पढ़ने के लिए है।</translation>
    </message>
    <message>
        <source>the file would be too large for this location.</source>
        <translation>फ़ाइल इस जगह के लिए बहुत बड़ी होगी।</translation>
    </message>
    <message>
        <source>the disk reported an error.</source>
        <translation>डिस्क ने त्रुटि बताई।</translation>
    </message>
    <message>
        <source>this link points to itself.</source>
        <translation>यह लिंक अपनी ही ओर ले जाता है।</translation>
    </message>
    <message>
        <source>the system refused this operation ({reason}).</source>
        <translation>सिस्टम ने मना किया ({reason})।</translation>
    </message>
    <message>
        <source>{name} cannot be counted; these can: {known}.</source>
        <translation>{name} गिना नहीं जा सकता; ये गिने जा सकते हैं: {known}।</translation>
    </message>
    <message>
        <source>holds {count} numbers; the limit in a lesson is {most}.</source>
        <translation>इसमें {count} संख्याएँ हैं; पाठ में अधिक से अधिक {most} हो सकती हैं।</translation>
    </message>
    <message>
        <source>one training step takes {ms} ms; the limit in a lesson is {most} ms.</source>
        <translation>एक training step में {ms} ms लगते हैं; पाठ में {most} ms से कम चाहिए।</translation>
    </message>
    <message>
        <source>refers to a right answer; feedback is for wrong ones.</source>
        <translation>सही उत्तर की बात करता है; feedback ग़लत उत्तरों के लिए है।</translation>
    </message>
    <message>
        <source>{value} has not been computed yet when this is read.</source>
        <translation>यह पढ़े जाने तक {value} नहीं निकला होता।</translation>
    </message>
    <message>
        <source>the double braces are not balanced.</source>
        <translation>दोहरे कोष्ठक मेल नहीं खाते: कोई खुला या बंद रह गया है।</translation>
    </message>
    <message>
        <source>a lesson cannot read other files.</source>
        <translation>पाठ कोई दूसरी फ़ाइल नहीं पढ़ सकता।</translation>
    </message>
    <message>
        <source>only a step of kind {kind} can have a question.</source>
        <translation>प्रश्न केवल {kind} प्रकार के step में हो सकता है।</translation>
    </message>
    <message>
        <source>only a step of kind {kind} can wait for something.</source>
        <translation>केवल {kind} प्रकार का step किसी बात की प्रतीक्षा कर सकता है।</translation>
    </message>
    <message>
        <source>must name exactly one of: {known}.</source>
        <translation>इनमें से ठीक एक का नाम दें: {known}।</translation>
    </message>
    <message>
        <source>{test} does not fit this kind of question; these do: {known}.</source>
        <translation>{test} इस प्रकार के प्रश्न में नहीं चलता; ये चलते हैं: {known}।</translation>
    </message>
    <message>
        <source>must have exactly one of: right, right_if.</source>
        <translation>इनमें से ठीक एक होना चाहिए: right, right_if।</translation>
    </message>
    <message>
        <source>must be of type {wanted}, not {type}: {value}</source>
        <translation>का प्रकार {wanted} होना चाहिए, {type} नहीं: {value}</translation>
    </message>
    <message>
        <source>Did you mean {near}?</source>
        <translation>क्या आपका मतलब {near} था?</translation>
    </message>
    <message>
        <source>names() lists all the names.</source>
        <translation>names() सबकी सूची देता है।</translation>
    </message>
    <message>
        <source>the loss must be a scalar that this builder made: take a sum or a mean first.</source>
        <translation>loss इसी builder की एक अकेली संख्या (scalar) होनी चाहिए: पहले sum या mean लें।</translation>
    </message>
    <message>
        <source>the settings of {op} are: {wanted}; given: {given}.</source>
        <translation>{op} की settings हैं: {wanted}; दी गईं: {given}।</translation>
    </message>
    <message>
        <source>must be numbers in rows of equal length.</source>
        <translation>बराबर पंक्तियों में संख्याएँ होनी चाहिए।</translation>
    </message>
    <message>
        <source>the first argument must be an operation such as {example}, not {op!r}.</source>
        <translation>पहला argument {example} जैसा कोई operation होना चाहिए, {op!r} नहीं।</translation>
    </message>
    <message>
        <source>{value!r} is not a value of this builder: operands are what its methods return.</source>
        <translation>{value!r} इस builder का कोई मान नहीं: operand वही हैं जो इसके methods लौटाते हैं।</translation>
    </message>
    <message>
        <source>the program is empty.</source>
        <translation>program खाली है।</translation>
    </message>
    <message>
        <source>Apply an operation first.</source>
        <translation>पहले कोई operation लगाएँ।</translation>
    </message>
    <message>
        <source>there is no branch {number}.</source>
        <translation>branch {number} नहीं है।</translation>
    </message>
    <message>
        <source>has the shape {found}, not {wanted}.</source>
        <translation>का shape {found} है, {wanted} नहीं।</translation>
    </message>
    <message>
        <source>this machine has run out of memory: only {free} is free.</source>
        <translation>इस मशीन की मेमोरी भर गई है: {free} खाली है।</translation>
    </message>
    <message>
        <source>Use fewer units, a smaller batch or a shorter sequence, or close other programs.</source>
        <translation>कम यूनिट, छोटा बैच या छोटा सीक्वेंस लें, या दूसरे प्रोग्राम बंद करें।</translation>
    </message>
    <message>
        <source>Use fewer layers, or fewer time steps (truncation).</source>
        <translation>कम लेयर या कम टाइम स्टेप लें (ट्रंकेशन)।</translation>
    </message>
    <message>
        <source>Use fewer layers.</source>
        <translation>कम लेयर लें।</translation>
    </message>
    <message>
        <source>a training step would have about {count} instructions; the limit is {most}.</source>
        <translation>एक ट्रेनिंग स्टेप में लगभग {count} निर्देश होंगे; ज़्यादा से ज़्यादा {most} तैयार किए जा सकते हैं।</translation>
    </message>
    <message>
        <source>a training step needs about {needed} of memory; this machine has {free} free.</source>
        <translation>एक ट्रेनिंग स्टेप को लगभग {needed} मेमोरी चाहिए; इस मशीन में {free} खाली है।</translation>
    </message>
    <message>
        <source>What would fit: a batch size of {batch}, fewer units, or a shorter sequence.</source>
        <translation>क्या समा सकता है: {batch} का बैच साइज़, कम यूनिट, या छोटा सीक्वेंस।</translation>
    </message>
    <message>
        <source>What would fit: about {percent}% of the units in each layer, or fewer layers.</source>
        <translation>क्या समा सकता है: हर लेयर में लगभग {percent}% यूनिट, या कम लेयर।</translation>
    </message>
    <message>
        <source>What would fit: a batch size of {batch}, or fewer units.</source>
        <translation>क्या समा सकता है: {batch} का बैच साइज़, या कम यूनिट।</translation>
    </message>
    <message>
        <source>there is no .csv file in this folder.</source>
        <translation>इस फ़ोल्डर में कोई .csv फ़ाइल नहीं है।</translation>
    </message>
    <message>
        <source>Choose the folder with the learners&apos; files.</source>
        <translation>वह फ़ोल्डर चुनें जिसमें सीखने वालों की फ़ाइलें हैं।</translation>
    </message>
    <message>
        <source>this is not a record of answers.</source>
        <translation>यह उत्तरों का record नहीं है।</translation>
    </message>
    <message>
        <source>Columns: {known}.</source>
        <translation>Columns: {known}।</translation>
    </message>
    <message>
        <source>the line cannot be read: {why}.</source>
        <translation>यह पंक्ति पढ़ी नहीं जा सकती: {why}।</translation>
    </message>
    <message>
        <source>All weights are frozen, so only biases can change.</source>
        <translation>सारे weights freeze हैं, इसलिए केवल biases बदल सकते हैं।</translation>
    </message>
    <message>
        <source>Clipping limits the steps too much: whatever the gradient, no step can move a weight by more than {farthest}.</source>
        <translation>Clipping steps को रोकती है: gradient चाहे जितना हो, कोई step किसी weight को {farthest} से अधिक नहीं हिला सकता।</translation>
    </message>
    <message>
        <source>The learning rate of {rate} is far too large: {usual} is typical.</source>
        <translation>Learning rate {rate} बहुत बड़ी है: {usual} सामान्य है।</translation>
    </message>
    <message>
        <source>ReLU in the hidden layers</source>
        <translation>छिपी layers में ReLU</translation>
    </message>
    <message>
        <source>The curve or boundary is then made of straight pieces that meet in sharp bends.</source>
        <translation>तब वक्र या सीमा सीधे टुकड़ों से बनती है, जो तीखे मोड़ों पर मिलते हैं।</translation>
    </message>
    <message>
        <source>No dropout</source>
        <translation>Dropout नहीं</translation>
    </message>
    <message>
        <source>Every unit takes part in every step; small networks can spare none.</source>
        <translation>हर step में हर unit भाग लेती है; छोटे network किसी unit के बिना काम नहीं चला सकते।</translation>
    </message>
    <message>
        <source>End with a flatten or global average layer, or use data with targets at every position.</source>
        <translation>अंत में flatten या global average layer लगाएँ, या ऐसा data लें जिसमें हर position पर target हो।</translation>
    </message>
    <message>
        <source>Correct the units or the grid of {names}.</source>
        <translation>{names} की units या grid ठीक करें।</translation>
    </message>
    <message>
        <source>an experiment file, the name of an example, a table (CSV, Excel), pictures (a folder, .npz), or a session to continue</source>
        <translation>experiment की फ़ाइल, उदाहरण का नाम, तालिका (CSV, Excel), चित्र (फ़ोल्डर, .npz), या आगे चलाने के लिए session</translation>
    </message>
    <message>
        <source>an experiment file, an example, a table (CSV, Excel), pictures (a folder, .npz), or a recorded run</source>
        <translation>experiment की फ़ाइल, उदाहरण, तालिका (CSV, Excel), चित्र (फ़ोल्डर, .npz), या record किया हुआ run</translation>
    </message>
    <message>
        <source>most common wrong answer: {answer} ({count} learner)</source>
        <translation>सबसे आम ग़लत उत्तर: {answer} ({count} सीखने वाला)</translation>
    </message>
    <message>
        <source>most common wrong answer: {answer} ({count} learners)</source>
        <translation>सबसे आम ग़लत उत्तर: {answer} ({count} सीखने वाले)</translation>
    </message>
    <message>
        <source>these options have no effect here: {options}.</source>
        <translation>यहाँ इन options का कोई उपयोग नहीं है: {options}।</translation>
    </message>
    <message>
        <source>Use larger kernels, let the output attend to all positions, or take the mean over them; check which targets count.</source>
        <translation>बड़े kernel लें, output को सभी positions पर attend करने दें, या उनका mean लें; देखें कि कौन-से targets गिने जाते हैं।</translation>
    </message>
    <message>
        <source>Hardly any gradient reaches {unseen} of the {count} positions of {layer} ({places}).</source>
        <translation>{layer} की {count} में से {unseen} positions ({places}) तक gradient लगभग नहीं पहुँचता।</translation>
    </message>
    <message>
        <source>gradient at the weakest position, relative to the strongest</source>
        <translation>सबसे कमज़ोर position पर gradient, सबसे मज़बूत की तुलना में</translation>
    </message>
    <message>
        <source>Larger kernels</source>
        <translation>बड़े kernel</translation>
    </message>
    <message>
        <source>Attention before the output</source>
        <translation>Output से पहले attention</translation>
    </message>
    <message>
        <source>Every position can look at every other, however far away; learned positions tell them apart.</source>
        <translation>हर position किसी भी दूसरी को देख सकती है, चाहे वह कितनी भी दूर हो; सीखी हुई positions उन्हें अलग पहचान देती हैं।</translation>
    </message>
    <message>
        <source>Mean over all positions</source>
        <translation>सभी positions पर mean</translation>
    </message>
    <message>
        <source>Frozen parameters: {count} of {all}; training the others has not made the loss better than a constant prediction&apos;s.</source>
        <translation>freeze किए parameters: {all} में से {count}; बाकी को train करके loss किसी स्थिर prediction से बेहतर नहीं हुआ।</translation>
    </message>
    <message>
        <source>Not rebuilt, because the problem lies in individual layers: {names}.</source>
        <translation>यह फिर से नहीं बनाया गया, क्योंकि यह इक्का-दुक्का layers में है: {names}।</translation>
    </message>
    <message>
        <source>unknown keys: {extra}.</source>
        <translation>अनजान keys: {extra}।</translation>
    </message>
    <message>
        <source>these keys are missing: {missing}.</source>
        <translation>ये keys नहीं हैं: {missing}।</translation>
    </message>
    <message>
        <source>Add what is missing.</source>
        <translation>जो नहीं है, उसे जोड़ें।</translation>
    </message>
    <message>
        <source>the input would be a grid of {grid} positions, which is too large.</source>
        <translation>Input {grid} स्थानों का grid होगा, जो बहुत बड़ा है।</translation>
    </message>
    <message>
        <source>there are {count} pictures; the limit is {most}.</source>
        <translation>{count} चित्र हैं; सीमा {most} है।</translation>
    </message>
    <message>
        <source>Save fewer of them.</source>
        <translation>कम चित्र सहेजें।</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>scores</translation>
    </message>
    <message>
        <source>weighted sum of the values</source>
        <translation>values का weighted योग</translation>
    </message>
    <message>
        <source>causal softmax</source>
        <translation>causal softmax</translation>
    </message>
    <message>
        <source>gradient of the queries</source>
        <translation>queries का gradient</translation>
    </message>
    <message>
        <source>gradient of the keys</source>
        <translation>keys का gradient</translation>
    </message>
    <message>
        <source>gradient of the values</source>
        <translation>values का gradient</translation>
    </message>
    <message>
        <source>gradient of the attention weights</source>
        <translation>attention weights का gradient</translation>
    </message>
    <message>
        <source>Flatten all sources, or use layers that keep the grid.</source>
        <translation>सभी sources को flatten करें, या ऐसी layers लें जो grid बनाए रखें।</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>प्रकार</translation>
    </message>
    <message>
        <source>Learned vectors, or fixed sines and cosines.</source>
        <translation>सीखे हुए vectors, या तय sine और cosine।</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Heads</translation>
    </message>
    <message>
        <source>Causal</source>
        <translation>Causal</translation>
    </message>
    <message>
        <source>No token sees a later one.</source>
        <translation>कोई token अपने बाद वाले को नहीं देखता।</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>Positions</source>
        <translation>Positions</translation>
    </message>
    <message>
        <source>Adds a vector for each position, so that attention can tell the positions apart.</source>
        <translation>हर position के लिए एक vector जोड़ती है, ताकि attention उन्हें अलग पहचान सके।</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Use a divisor of {units} as the number of heads.</source>
        <translation>Heads की संख्या {units} का कोई भाजक रखें।</translation>
    </message>
    <message>
        <source>queries and keys need the same number of units, not {a} and {b}.</source>
        <translation>queries और keys की units बराबर होनी चाहिए, {a} और {b} नहीं।</translation>
    </message>
    <message>
        <source>Put a dense layer before the attention layer.</source>
        <translation>Attention layer के पहले एक dense layer लगाएँ।</translation>
    </message>
    <message>
        <source>a causal layer needs as many keys as queries.</source>
        <translation>causal layer में keys उतनी ही होनी चाहिए जितनी queries।</translation>
    </message>
    <message>
        <source>Switch causal off.</source>
        <translation>Causal बंद करें।</translation>
    </message>
    <message>
        <source>Stride</source>
        <translation>Stride</translation>
    </message>
    <message>
        <source>Number of positions that the kernel moves at a time.</source>
        <translation>Kernel एक बार में कितनी positions खिसकता है।</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Side length of the kernel, in positions.</source>
        <translation>Kernel की भुजा, positions में।</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Padding</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Convolution</translation>
    </message>
    <message>
        <source>Max pool</source>
        <translation>Max pool</translation>
    </message>
    <message>
        <source>Average pool</source>
        <translation>Average pool</translation>
    </message>
    <message>
        <source>The mean of each window.</source>
        <translation>हर window का mean।</translation>
    </message>
    <message>
        <source>Global average</source>
        <translation>Global average</translation>
    </message>
    <message>
        <source>The mean of each unit over all positions.</source>
        <translation>सभी positions पर हर unit का mean।</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Flatten</translation>
    </message>
    <message>
        <source>Use a smaller kernel, or more padding.</source>
        <translation>छोटा kernel लें, या padding बढ़ाएँ।</translation>
    </message>
    <message>
        <source>Layer {node} takes the mean of each window.</source>
        <translation>Layer {node} हर window का mean लेती है।</translation>
    </message>
    <message>
        <source>Layer {node} takes the mean over all positions.</source>
        <translation>Layer {node} सभी positions पर mean लेती है।</translation>
    </message>
    <message>
        <source>Layer {node} puts the units of all positions into one vector.</source>
        <translation>Layer {node} सभी positions की units को एक ही vector में रखती है।</translation>
    </message>
    <message>
        <source>Set the stride to 1, or the padding to a number.</source>
        <translation>Stride 1 रखें, या padding कोई संख्या रखें।</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>तस्वीरें</translation>
    </message>
    <message>
        <source>the pictures would take {needed} MiB as numbers; the limit is {most} MiB.</source>
        <translation>संख्याओं के रूप में चित्रों को {needed} MiB memory चाहिए; सीमा {most} MiB है।</translation>
    </message>
    <message>
        <source>Use fewer samples, or a smaller size.</source>
        <translation>कम samples लें, या छोटा आकार चुनें।</translation>
    </message>
    <message>
        <source>collect patches</source>
        <translation>patches इकट्ठे करना</translation>
    </message>
    <message>
        <source>max pool</source>
        <translation>max pool</translation>
    </message>
    <message>
        <source>average pool</source>
        <translation>average pool</translation>
    </message>
    <message>
        <source>mean over positions</source>
        <translation>positions पर mean</translation>
    </message>
    <message>
        <source>flatten</source>
        <translation>flatten</translation>
    </message>
    <message>
        <source>add positions</source>
        <translation>positions जोड़ना</translation>
    </message>
    <message>
        <source>add up patches</source>
        <translation>patches जोड़ना</translation>
    </message>
    <message>
        <source>spread over the window</source>
        <translation>window पर बाँटना</translation>
    </message>
    <message>
        <source>spread over the positions</source>
        <translation>positions पर बाँटना</translation>
    </message>
    <message>
        <source>unflatten</source>
        <translation>unflatten</translation>
    </message>
    <message>
        <source>gradient of the positions</source>
        <translation>positions का gradient</translation>
    </message>
    <message>
        <source>the number of units, {units}, is not a multiple of the number of heads, {heads}.</source>
        <translation>units की संख्या {units}, heads की संख्या {heads} का गुणज नहीं है।</translation>
    </message>
    <message>
        <source>units × positions of the input layers: {units}, features in the data: {features}; they must be equal.</source>
        <translation>input layers की units × positions: {units}, data के features: {features}; दोनों बराबर होने चाहिए।</translation>
    </message>
    <message>
        <source>Give one or two whole numbers whose product divides the number of features.</source>
        <translation>एक या दो पूर्ण संख्याएँ दें, जिनका गुणनफल features की संख्या को पूरा बाँटे।</translation>
    </message>
    <message>
        <source>Tokens per sequence.</source>
        <translation>हर sequence में tokens।</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbols</translation>
    </message>
    <message>
        <source>Number of different tokens.</source>
        <translation>अलग-अलग tokens की संख्या।</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>अंक</translation>
    </message>
    <message>
        <source>Handwritten digits, images of 8 × 8 pixels.</source>
        <translation>हाथ से लिखे अंक, 8 × 8 pixels की तस्वीरें।</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Bars</translation>
    </message>
    <message>
        <source>A bright row or column in a noisy image: which of the two?</source>
        <translation>Noise वाली तस्वीर में एक चमकीली row या column: दोनों में से कौन?</translation>
    </message>
    <message>
        <source>Iris</source>
        <translation>Iris</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>Reverse</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>कॉपी</translation>
    </message>
    <message>
        <source>The same tokens again.</source>
        <translation>वही tokens फिर से।</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sort</translation>
    </message>
    <message>
        <source>The tokens in alphabetical order.</source>
        <translation>Tokens वर्णक्रम में।</translation>
    </message>
    <message>
        <source>Induction</source>
        <translation>Induction</translation>
    </message>
    <message>
        <source>What followed this token when it was last seen?</source>
        <translation>यह token पिछली बार दिखा था तो उसके बाद क्या आया था?</translation>
    </message>
    <message>
        <source>Number of images to train on; the others are held out.</source>
        <translation>Training की तस्वीरों की संख्या; बाकी अलग रखी जाती हैं।</translation>
    </message>
    <message>
        <source>Number of classes: the digits from 0 up to one less than this.</source>
        <translation>वर्गों की संख्या: 0 से इससे एक कम तक के अंक।</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>आकार</translation>
    </message>
    <message>
        <source>Pixels on each side.</source>
        <translation>हर भुजा पर pixels।</translation>
    </message>
    <message>
        <source>Number of flowers to train on; the others are held out.</source>
        <translation>Training के फूलों की संख्या; बाकी अलग रखे जाते हैं।</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>Number of characters that the network sees at once.</source>
        <translation>Network एक साथ कितने अक्षर देखता है।</translation>
    </message>
    <message>
        <source>the text must be longer than the window ({window} characters).</source>
        <translation>पाठ window ({window} अक्षर) से लंबा होना चाहिए।</translation>
    </message>
    <message>
        <source>Digits with a small CNN</source>
        <translation>छोटे CNN से अंक</translation>
    </message>
    <message>
        <source>Attention that reverses</source>
        <translation>उल्टा करने वाली attention</translation>
    </message>
    <message>
        <source>Images and attention</source>
        <translation>तस्वीरें और attention</translation>
    </message>
    <message>
        <source>mask values per sample: {count}, positions of the output: {positions}; they must be equal.</source>
        <translation>एक sample के mask में जगहें: {count}, output की positions: {positions}; दोनों बराबर होनी चाहिए।</translation>
    </message>
    <message>
        <source>this archive contains no arrays.</source>
        <translation>इस archive में कोई array नहीं है।</translation>
    </message>
    <message>
        <source>a worksheet can only be written as {known}.</source>
        <translation>Worksheet इन रूपों में लिखी जाती है: {known}।</translation>
    </message>
    <message>
        <source>there are too many files; the limit is {most}.</source>
        <translation>{most} से अधिक फ़ाइलें हैं।</translation>
    </message>
    <message>
        <source>must be between {low} and {high}, the part of the run that the file contains; it is {value}.</source>
        <translation>{low} और {high} के बीच होना चाहिए, फ़ाइल में रखे रन के हिसाब से; यह {value} है।</translation>
    </message>
    <message>
        <source>{layer} has a single unit, so the layers after it see only one number per sample, but the remaining error depends on the inputs.</source>
        <translation>{layer} में एक ही unit है: inputs चाहे जो हों, उसके बाद की layers को एक ही संख्या दिखती है, जबकि जो बचा है वह inputs पर निर्भर है।</translation>
    </message>
    <message>
        <source>the output has {positions} positions, but {width} targets cannot be divided evenly among them.</source>
        <translation>output के {positions} positions हैं, पर {width} targets उनमें बराबर नहीं बँट सकते।</translation>
    </message>
    <message>
        <source>the {features} features of the inputs cannot be divided evenly among the positions of the grid {grid}.</source>
        <translation>inputs के {features} features grid {grid} की positions में बराबर नहीं बँट सकते।</translation>
    </message>
    <message>
        <source>this lesson asks no questions, so it has no worksheet.</source>
        <translation>इस पाठ में कोई प्रश्न नहीं है, इसलिए इसका पर्चा नहीं बनता।</translation>
    </message>
    <message>
        <source>Save the table as CSV, and open that.</source>
        <translation>तालिका को CSV में सहेजकर उसे खोलें।</translation>
    </message>
    <message>
        <source>Unpack it, and open what is inside.</source>
        <translation>इसे unpack करें और अंदर की फ़ाइल खोलें।</translation>
    </message>
    <message>
        <source>Save it as .xlsx or as CSV, and open that.</source>
        <translation>इसे .xlsx या CSV में सहेजकर उसे खोलें।</translation>
    </message>
    <message>
        <source>It is a web page: download the file itself, not the page that shows it.</source>
        <translation>यह web page है: फ़ाइल को ही download करें, उसे दिखाने वाले page को नहीं।</translation>
    </message>
    <message>
        <source>this file is {kind}, whatever its name says.</source>
        <translation>नाम जो भी हो, यह फ़ाइल {kind} है।</translation>
    </message>
    <message>
        <source>Save the file again.</source>
        <translation>फ़ाइल फिर से सहेजें।</translation>
    </message>
    <message>
        <source>it cannot be unpacked: {why}.</source>
        <translation>यह unpack नहीं हो सकती: {why}.</translation>
    </message>
    <message>
        <source>Excel workbooks need the package openpyxl, which is not installed.</source>
        <translation>Excel workbook के लिए package openpyxl चाहिए, जो install नहीं है।</translation>
    </message>
    <message>
        <source>Install it: {command}. Or save the sheet as CSV, and open that.</source>
        <translation>इसे install करें: {command}. या sheet को CSV में सहेजकर उसे खोलें।</translation>
    </message>
    <message>
        <source>this workbook cannot be read: {why}.</source>
        <translation>यह workbook पढ़ी नहीं जा सकती: {why}.</translation>
    </message>
    <message>
        <source>there is no sheet {name!r}.</source>
        <translation>{name!r} नाम की कोई sheet नहीं है।</translation>
    </message>
    <message>
        <source>refuse</source>
        <translation>मना करें</translation>
    </message>
    <message>
        <source>leave out</source>
        <translation>छोड़ दें</translation>
    </message>
    <message>
        <source>fill in</source>
        <translation>भर दें</translation>
    </message>
    <message>
        <source>every row has a gap in at least one of the selected columns.</source>
        <translation>इन column में हर पंक्ति में कोई जगह खाली है।</translation>
    </message>
    <message>
        <source>the column is empty.</source>
        <translation>column खाली है।</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>इसे छोड़ दें।</translation>
    </message>
    <message>
        <source>Table from a file</source>
        <translation>फ़ाइल से तालिका</translation>
    </message>
    <message>
        <source>With pandas: pandas.read_{reader}(&apos;{name}&apos;).to_csv(&apos;table.csv&apos;, index=False).</source>
        <translation>pandas से: pandas.read_{reader}(&apos;{name}&apos;).to_csv(&apos;table.csv&apos;, index=False).</translation>
    </message>
    <message>
        <source>these moments (count: {count}) do not fit into a page of {most} MB.</source>
        <translation>इतने क्षण {most} MB के page में नहीं आते: {count}।</translation>
    </message>
    <message>
        <source>training steps {first} to {last} cannot be recorded.</source>
        <translation>Training step {first} से {last} तक record नहीं हो सकते।</translation>
    </message>
    <message>
        <source>the gradients of the layers</source>
        <translation>layer के gradient</translation>
    </message>
    <message>
        <source>Log gradient norms as grad_norm/LAYER, describe your own tags with a pattern such as stats/*/norm, or use the recorder.</source>
        <translation>Gradient norm को grad_norm/LAYER नाम से लिखें, अपने नाम stats/*/norm जैसे pattern से बताएँ, या recorder इस्तेमाल करें।</translation>
    </message>
    <message>
        <source>the recorded steps of this lesson (count: {count}) do not fit into a page of {most} MB.</source>
        <translation>इस पाठ के record किए गए steps {most} MB के page में नहीं आते: {count}।</translation>
    </message>
    <message>
        <source>no gradient reaches any parameter that is trained.</source>
        <translation>train होने वाले किसी parameter तक gradient नहीं पहुँचता।</translation>
    </message>
    <message>
        <source>transpose</source>
        <translation>transpose</translation>
    </message>
    <message>
        <source>stop gradient</source>
        <translation>gradient रोकना</translation>
    </message>
    <message>
        <source>Stop gradient</source>
        <translation>Gradient रोकें</translation>
    </message>
    <message>
        <source>only a weighted wire into a dense layer can be tied.</source>
        <translation>केवल dense layer में जाने वाला weighted wire बँध (tied हो) सकता है।</translation>
    </message>
    <message>
        <source>Leave the tie out.</source>
        <translation>tie हटा दें।</translation>
    </message>
    <message>
        <source>Change the units, or give the wire its own weights.</source>
        <translation>units बदलें, या wire को उसके अपने weights दें।</translation>
    </message>
    <message>
        <source>only a tied wire uses a transposed matrix.</source>
        <translation>केवल बँधा (tied) wire transpose किया matrix लेता है।</translation>
    </message>
    <message>
        <source>Give the criterion the outputs before softmax, or use NLLLoss on log_softmax.</source>
        <translation>criterion को softmax से पहले के आउटपुट दें, या log_softmax पर NLLLoss का उपयोग करें।</translation>
    </message>
    <message>
        <source>Look for a factor of 0, a mask or dead units between there and the loss.</source>
        <translation>इन परतों और लॉस के बीच 0 का गुणक, mask या मृत इकाइयाँ खोजें।</translation>
    </message>
    <message>
        <source>Normalise queries and keys, scale the logits down, or start with smaller weights.</source>
        <translation>queries और keys को सामान्यीकृत करें, logits को छोटा करें, या छोटे भार से शुरू करें।</translation>
    </message>
    <message>
        <source>the update</source>
        <translation>अपडेट</translation>
    </message>
    <message>
        <source>The criterion takes logits, but the outputs are probabilities already: softmax is applied twice, which keeps the loss high and the gradients small.</source>
        <translation>criterion को logits चाहिए, पर आउटपुट पहले से प्रायिकताएँ हैं: softmax दो बार लगता है, जिससे लॉस ऊँचा और ग्रेडिएंट छोटे रहते हैं।</translation>
    </message>
    <message>
        <source>it projects its states (proj_size), which no layer here does.</source>
        <translation>यह अपनी अवस्थाओं का प्रक्षेपण करती है (proj_size), जो यहाँ की कोई परत नहीं करती।</translation>
    </message>
    <message>
        <source>Set dropout=0 while recording, or use single-layer modules with nn.Dropout between them.</source>
        <translation>रिकॉर्ड करते समय dropout=0 रखें, या एकल परतों के बीच nn.Dropout रखें।</translation>
    </message>
    <message>
        <source>it is bidirectional with several layers, and what passes between them is not recorded.</source>
        <translation>यह कई परतों वाली द्विदिश (bidirectional) है, और उनके बीच जो गुज़रता है वह रिकॉर्ड नहीं होता।</translation>
    </message>
    <message>
        <source>Stack single bidirectional layers instead.</source>
        <translation>इसके बजाय एकल द्विदिश परतें एक के ऊपर एक रखें।</translation>
    </message>
    <message>
        <source>what the recorder could not measure: {what}</source>
        <translation>जो रिकॉर्डर नहीं माप सका: {what}</translation>
    </message>
    <message>
        <source>which functions (other than modules) follow the layers: the model itself was not called</source>
        <translation>परतों के बाद कौन-से फलन आते हैं, सिवाय उनके जो मॉड्यूल हैं: मॉडल को सीधे नहीं बुलाया गया</translation>
    </message>
    <message>
        <source>the gradient through time of {names}: record with arrays=True</source>
        <translation>{names} का समय में ग्रेडिएंट: arrays=True के साथ रिकॉर्ड करें</translation>
    </message>
    <message>
        <source>gradients clipped in {share} of the steps, last from a norm of {before} to {after}</source>
        <translation>{share} चरणों में ग्रेडिएंट क्लिप हुए, अंतिम बार norm {before} से {after} तक</translation>
    </message>
    <message>
        <source>a GradScaler, whose factor {scale} has been divided out</source>
        <translation>एक GradScaler, जिसका गुणक {scale} भाग देकर हटा दिया गया है</translation>
    </message>
    <message>
        <source>the targets, so the loss cannot be compared with that of a constant prediction</source>
        <translation>लक्ष्य, इसलिए लॉस की तुलना स्थिर पूर्वानुमान के लॉस से नहीं हो सकती</translation>
    </message>
    <message>
        <source>the layers, because none was called (perhaps the model was compiled before the recorder was attached)</source>
        <translation>layers, क्योंकि कोई नहीं बुलाई गई (शायद recorder जोड़ने से पहले model compile हुआ था)</translation>
    </message>
    <message>
        <source>training steps: {steps}; layers: {layers}</source>
        <translation>training steps: {steps}; layers: {layers}</translation>
    </message>
    <message>
        <source>this is a pickle file.</source>
        <translation>यह pickle फ़ाइल है।</translation>
    </message>
    <message>
        <source>wrote {path}</source>
        <translation>{path} लिखी गई</translation>
    </message>
    <message>
        <source>list the built-in examples</source>
        <translation>साथ आए उदाहरणों की सूची दिखाएँ</translation>
    </message>
    <message>
        <source>print parameters and the program listing</source>
        <translation>parameters और program की सूची दिखाएँ</translation>
    </message>
    <message>
        <source>train without a window</source>
        <translation>बिना window के train करें</translation>
    </message>
    <message>
        <source>check the gradient of every parameter</source>
        <translation>हर parameter का gradient जाँचें</translation>
    </message>
    <message>
        <source>export an experiment in another format, such as a PyTorch script</source>
        <translation>experiment को किसी और format में export करें, जैसे PyTorch script</translation>
    </message>
    <message>
        <source>the format (default pytorch)</source>
        <translation>format (default pytorch)</translation>
    </message>
    <message>
        <source>the file to write</source>
        <translation>लिखी जाने वाली फ़ाइल</translation>
    </message>
    <message>
        <source>train, and write one HTML file with figures, formulas and configuration</source>
        <translation>train करें, और चित्रों, सूत्रों और settings के साथ एक HTML फ़ाइल लिखें</translation>
    </message>
    <message>
        <source>an experiment file, an example, or a session to continue</source>
        <translation>experiment की फ़ाइल, उदाहरण, या आगे चलाने के लिए session</translation>
    </message>
    <message>
        <source>training steps (default 100)</source>
        <translation>training steps (default 100)</translation>
    </message>
    <message>
        <source>write the recorder file that goes next to a PyTorch script</source>
        <translation>PyTorch script के साथ रखी जाने वाली recorder फ़ाइल लिखें</translation>
    </message>
    <message>
        <source>the file to write (default bpx_record.py)</source>
        <translation>लिखी जाने वाली फ़ाइल (default bpx_record.py)</translation>
    </message>
    <message>
        <source>record only every K-th step</source>
        <translation>केवल हर K-वाँ step record करें</translation>
    </message>
    <message>
        <source>write loss, parameters, gradients and deltas of every step</source>
        <translation>हर step के loss, parameters, gradients और deltas लिखें</translation>
    </message>
    <message>
        <source>write the trained experiment (.json), or a session to continue later (.bpx)</source>
        <translation>train किया हुआ experiment (.json) या बाद में आगे चलाने के लिए session (.bpx) लिखें</translation>
    </message>
    <message>
        <source>write an animation of the drawing over the next phases</source>
        <translation>अगले phases में चित्र का animation लिखें</translation>
    </message>
    <message>
        <source>frames of the animation (default 24)</source>
        <translation>animation के frames (default 24)</translation>
    </message>
    <message>
        <source>held-out loss {loss}</source>
        <translation>अलग रखे samples पर loss {loss}</translation>
    </message>
    <message>
        <source>an experiment file or the name of an example</source>
        <translation>experiment की फ़ाइल या उदाहरण का नाम</translation>
    </message>
    <message>
        <source>print one JSON object to stdout</source>
        <translation>stdout पर एक JSON object लिखें</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>रोका गया</translation>
    </message>
    <message>
        <source>done</source>
        <translation>पूरा</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>finite नहीं</translation>
    </message>
    <message>
        <source>Training without a window instead.</source>
        <translation>इसलिए बिना window के train किया जा रहा है।</translation>
    </message>
    <message>
        <source>one of: {choices}; use --as &apos;{given}=…&apos;</source>
        <translation>इनमें से एक: {choices}; --as &apos;{given}=…&apos; लिखें</translation>
    </message>
    <message>
        <source>all agree</source>
        <translation>सब मेल खाते हैं</translation>
    </message>
    <message>
        <source>treated as transposed, because the shape fits both ways: {names}</source>
        <translation>transposed माने गए, क्योंकि shape दोनों तरह बैठती है: {names}</translation>
    </message>
    <message>
        <source>not given: {names}</source>
        <translation>नहीं दिए गए: {names}</translation>
    </message>
    <message>
        <source>compare the gradients of your own program, and name the mistake</source>
        <translation>अपने program के gradients की तुलना करें, और ग़लती का नाम जानें</translation>
    </message>
    <message>
        <source>an experiment file, an example, or a session at its saved position</source>
        <translation>experiment की फ़ाइल, उदाहरण, या अपनी सहेजी जगह पर session</translation>
    </message>
    <message>
        <source>your gradients: .npz, .npy, .safetensors, .csv, .json or text (see docs)</source>
        <translation>आपके gradients: .npz, .npy, .safetensors, .csv, .json या text (docs देखें)</translation>
    </message>
    <message>
        <source>the training step to compare with (default: the first)</source>
        <translation>किस training step से तुलना हो (default: पहला)</translation>
    </message>
    <message>
        <source>which quantity an array holds</source>
        <translation>किस array में कौन-सी राशि है</translation>
    </message>
    <message>
        <source>write inputs, targets and weights to start from (.npz or .csv)</source>
        <translation>शुरुआत के inputs, targets और weights लिखें (.npz या .csv)</translation>
    </message>
    <message>
        <source>unknown: none of the {tried} mistakes that were tried gives these numbers</source>
        <translation>अज्ञात: आज़माई गई {tried} ग़लतियों में से किसी से ये संख्याएँ नहीं आतीं</translation>
    </message>
    <message>
        <source>size × {ratio}, cosine {cosine}</source>
        <translation>आकार × {ratio}, cosine {cosine}</translation>
    </message>
    <message>
        <source>your program starts from different numbers: --start writes those of this network</source>
        <translation>आपका program अलग संख्याओं से शुरू होता है: --start इस network की संख्याएँ लिखता है</translation>
    </message>
    <message>
        <source>follows from an earlier difference: {names}</source>
        <translation>पहले के अंतर का नतीजा: {names}</translation>
    </message>
    <message>
        <source>then</source>
        <translation>फिर</translation>
    </message>
    <message>
        <source>first difference</source>
        <translation>पहला अंतर</translation>
    </message>
    <message>
        <source>right</source>
        <translation>सही</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>आपका</translation>
    </message>
    <message>
        <source>or</source>
        <translation>या</translation>
    </message>
    <message>
        <source>removed {path}</source>
        <translation>{path} हटाई गई</translation>
    </message>
    <message>
        <source>since training step {step}</source>
        <translation>training step {step} से</translation>
    </message>
    <message>
        <source>may help: {what}</source>
        <translation>इनसे मदद मिल सकती है: {what}</translation>
    </message>
    <message>
        <source>loss {loss} ± {spread}</source>
        <translation>loss {loss} ± {spread}</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>बिना बदलाव</translation>
    </message>
    <message>
        <source>from training step {step}, last seen after step {last}</source>
        <translation>training step {step} से, आख़िरी बार step {last} के बाद दिखा</translation>
    </message>
    <message>
        <source>since training step {step}, measured after step {last}</source>
        <translation>training step {step} से, step {last} के बाद मापा गया</translation>
    </message>
    <message>
        <source>helps: {what}</source>
        <translation>इनसे मदद मिलती है: {what}</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>कुछ नहीं मिला</translation>
    </message>
    <message>
        <source>resolved: no longer a problem</source>
        <translation>सुलझा हुआ: अब समस्या नहीं</translation>
    </message>
    <message>
        <source>not recorded, so not checked: {what}</source>
        <translation>record नहीं हुआ, इसलिए जाँचा नहीं गया: {what}</translation>
    </message>
    <message>
        <source>terminated: {what}: {why}</source>
        <translation>समाप्त किया गया: {what}: {why}</translation>
    </message>
    <message>
        <source>held-out samples</source>
        <translation>अलग रखे samples</translation>
    </message>
    <message>
        <source>{share} of a constant prediction&apos;s</source>
        <translation>स्थिर prediction के loss का {share}</translation>
    </message>
    <message>
        <source>, helps</source>
        <translation>, मदद मिलती है</translation>
    </message>
    <message>
        <source>cannot be applied: {what}: {why}</source>
        <translation>लागू नहीं हो सकता: {what}: {why}</translation>
    </message>
    <message>
        <source>report what is wrong with a network, where, since when, and what may help</source>
        <translation>network में क्या ग़लत है, कहाँ, कब से, और किससे मदद मिल सकती है, यह बताएँ</translation>
    </message>
    <message>
        <source>try each remedy for this many training steps, and rank the remedies</source>
        <translation>हर उपाय को इतने training steps चलाएँ और क्रम में लगाएँ</translation>
    </message>
    <message>
        <source>the newest run: {path}</source>
        <translation>सबसे नया run: {path}</translation>
    </message>
    <message>
        <source>there is no remedy to try</source>
        <translation>आज़माने के लिए कोई उपाय नहीं</translation>
    </message>
    <message>
        <source>next: {advice}</source>
        <translation>आगे: {advice}</translation>
    </message>
    <message>
        <source>colours of the figures (default light)</source>
        <translation>चित्रों के रंग (default light)</translation>
    </message>
    <message>
        <source>write the figures to a folder</source>
        <translation>चित्र एक फ़ोल्डर में लिखें</translation>
    </message>
    <message>
        <source>comma-separated: png, svg, pdf, csv (default svg,csv)</source>
        <translation>comma से अलग: png, svg, pdf, csv (default svg,csv)</translation>
    </message>
    <message>
        <source>plot size, text size and resolution for a given purpose</source>
        <translation>किसी काम के लिए plot का आकार, अक्षरों का आकार और resolution</translation>
    </message>
    <message>
        <source>size of a plot in screen pixels, 1/96 inch (default 760x480)</source>
        <translation>plot का आकार screen pixels में, 1/96 inch (default 760x480)</translation>
    </message>
    <message>
        <source>text size on paper, in points (default 9.5)</source>
        <translation>काग़ज़ पर अक्षरों का आकार, points में (default 9.5)</translation>
    </message>
    <message>
        <source>resolution of PNG files (default 288)</source>
        <translation>PNG फ़ाइलों का resolution (default 288)</translation>
    </message>
    <message>
        <source>omit the configuration under the figures</source>
        <translation>चित्रों के नीचे settings न लिखें</translation>
    </message>
    <message>
        <source>figures need Qt, which cannot be loaded here: {why}</source>
        <translation>चित्रों के लिए Qt चाहिए, जो यहाँ load नहीं होता: {why}</translation>
    </message>
    <message>
        <source>On Debian or Ubuntu: apt-get install {packages}</source>
        <translation>Debian या Ubuntu पर: apt-get install {packages}</translation>
    </message>
    <message>
        <source>check lesson files, print worksheets, summarise the answers of a class</source>
        <translation>पाठ की फ़ाइलें जाँचें, worksheets छापें, कक्षा के उत्तरों का सार देखें</translation>
    </message>
    <message>
        <source>compute every answer of a lesson and say what is wrong</source>
        <translation>पाठ का हर उत्तर निकालें और बताएँ कि क्या ग़लत है</translation>
    </message>
    <message>
        <source>write a lesson as a worksheet, or its answer key, as HTML or PDF</source>
        <translation>पाठ को worksheet या उत्तर-सूची के रूप में लिखें, HTML या PDF में</translation>
    </message>
    <message>
        <source>write a lesson as one HTML page that checks answers in any browser</source>
        <translation>पाठ को एक HTML page के रूप में लिखें जो किसी भी browser में उत्तर जाँचे</translation>
    </message>
    <message>
        <source>the file to write, at most 2 MB</source>
        <translation>लिखी जाने वाली फ़ाइल, ज़्यादा से ज़्यादा 2 MB</translation>
    </message>
    <message>
        <source>write the answers: values, tolerances and what wrong answers reveal</source>
        <translation>उत्तर लिखें: मान, छूट और ग़लत उत्तरों से क्या पता चलता है</translation>
    </message>
    <message>
        <source>summarise a folder of answers, one .csv file for each learner</source>
        <translation>उत्तरों के फ़ोल्डर का सार, हर सीखने वाले की एक .csv फ़ाइल</translation>
    </message>
    <message>
        <source>the folder of answer files</source>
        <translation>उत्तर-फ़ाइलों का फ़ोल्डर</translation>
    </message>
    <message>
        <source>print one JSON list to stdout</source>
        <translation>stdout पर एक JSON list लिखें</translation>
    </message>
    <message>
        <source>{lesson} (version {digest})</source>
        <translation>{lesson} (version {digest})</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>चेतावनी</translation>
    </message>
    <message>
        <source>A debugger for learning: step through forward, loss, backward and update.</source>
        <translation>सीखने का debugger: forward, loss, backward और update में कदम-कदम चलें।</translation>
    </message>
    <message>
        <source>Without a window: {verbs} (see `backprop-explorer run --help`).</source>
        <translation>बिना window के: {verbs} (`backprop-explorer run --help` देखें)।</translation>
    </message>
    <message>
        <source>an experiment file</source>
        <translation>experiment की फ़ाइल</translation>
    </message>
    <message>
        <source>open a built-in example</source>
        <translation>साथ आया उदाहरण खोलें</translation>
    </message>
    <message>
        <source>language of the window</source>
        <translation>window की भाषा</translation>
    </message>
    <message>
        <source>colours of the window</source>
        <translation>window के रंग</translation>
    </message>
    <message>
        <source>language (default: the system&apos;s)</source>
        <translation>भाषा (default: system की)</translation>
    </message>
    <message>
        <source>write one HTML page with a recorded stretch of steps, to step through in any browser</source>
        <translation>record किए हुए steps का एक HTML page लिखें, जिसमें किसी भी browser में कदम-कदम चल सकें</translation>
    </message>
    <message>
        <source>an experiment file, the name of an example, or a session</source>
        <translation>experiment की फ़ाइल, उदाहरण का नाम, या session</translation>
    </message>
    <message>
        <source>the first training step recorded (default 1)</source>
        <translation>record किया जाने वाला पहला training step (default 1)</translation>
    </message>
    <message>
        <source>{activation}, length {length}, scale {scale}, seed {seed}</source>
        <translation>{activation}, लंबाई {length}, scale {scale}, seed {seed}</translation>
    </message>
    <message>
        <source>measure vanishing and exploding gradients over a grid of networks</source>
        <translation>कई networks पर vanishing और exploding gradients मापें</translation>
    </message>
    <message>
        <source>stacks of layers, or loops through time</source>
        <translation>एक के बाद एक layers (depth), या समय में loops (time)</translation>
    </message>
    <message>
        <source>depths or time steps: 2,5,10 or 2:20:2</source>
        <translation>गहराई या time steps: 2,5,10 या 2:20:2</translation>
    </message>
    <message>
        <source>gain of the initial weights, or spectral radius</source>
        <translation>शुरुआती weights का gain, या spectral radius</translation>
    </message>
    <message>
        <source>comma-separated</source>
        <translation>comma से अलग</translation>
    </message>
    <message>
        <source>networks per cell (default 3)</source>
        <translation>हर ख़ाने में networks (default 3)</translation>
    </message>
    <message>
        <source>units per layer (default 16)</source>
        <translation>हर layer में units (default 16)</translation>
    </message>
    <message>
        <source>write the table</source>
        <translation>तालिका लिखें</translation>
    </message>
    <message>
        <source>processes on this machine, or a Dask cluster</source>
        <translation>इस machine पर processes, या Dask cluster</translation>
    </message>
    <message>
        <source>address of the Dask cluster, such as tcp://127.0.0.1:8786</source>
        <translation>Dask cluster का पता, जैसे tcp://127.0.0.1:8786</translation>
    </message>
    <message>
        <source>tables</source>
        <translation>तालिकाएँ</translation>
    </message>
    <message>
        <source>inputs: {names}</source>
        <translation>inputs: {names}</translation>
    </message>
    <message>
        <source>targets: {names}</source>
        <translation>targets: {names}</translation>
    </message>
    <message>
        <source>a column to predict (repeat for several)</source>
        <translation>जिसका prediction करना है (कई के लिए दोहराएँ)</translation>
    </message>
    <message>
        <source>leave this column out (repeat for several)</source>
        <translation>इस column को छोड़ दें (कई के लिए दोहराएँ)</translation>
    </message>
    <message>
        <source>rescale input columns to mean 0 and standard deviation 1</source>
        <translation>input columns को mean 0 और standard deviation 1 पर लाएँ</translation>
    </message>
    <message>
        <source>the sheet of an Excel workbook</source>
        <translation>Excel workbook की sheet</translation>
    </message>
    <message>
        <source>not used: {names}</source>
        <translation>इस्तेमाल नहीं: {names}</translation>
    </message>
    <message>
        <source>standardised</source>
        <translation>standardised</translation>
    </message>
    <message>
        <source>held out: {share}</source>
        <translation>अलग रखा: {share}</translation>
    </message>
    <message>
        <source>rows with gaps: {count} ({done})</source>
        <translation>खाली जगह वाली पंक्तियाँ: {count} ({done})</translation>
    </message>
    <message>
        <source>error</source>
        <translation>गड़बड़ी</translation>
    </message>
    <message>
        <source>note</source>
        <translation>टिप्पणी</translation>
    </message>
    <message>
        <source>loss {loss} after {count} step, {seconds} s ({stop})</source>
        <translation>{count} step के बाद loss {loss}, {seconds} s ({stop})</translation>
    </message>
    <message>
        <source>loss {loss} after {count} steps, {seconds} s ({stop})</source>
        <translation>{count} steps के बाद loss {loss}, {seconds} s ({stop})</translation>
    </message>
    <message>
        <source>forward passes compared with one backward pass: {count}</source>
        <translation>एक backward pass से तुलना के forward pass: {count}</translation>
    </message>
    <message>
        <source>remedies, each trained from the start (seeds: {seeds}): median loss on {data} ± half the range</source>
        <translation>उपाय, हर एक शुरू से train किया गया (seeds: {seeds}): {data} का median loss ± range का आधा</translation>
    </message>
    <message>
        <source>networks measured: {done} of {total}</source>
        <translation>मापे गए networks: {total} में से {done}</translation>
    </message>
    <message>
        <source>instructions: {count}, memory: about {memory}</source>
        <translation>instructions: {count}, memory: लगभग {memory}</translation>
    </message>
    <message>
        <source>the English text is missing.</source>
        <translation>English text अभी बाकी है।</translation>
    </message>
    <message>
        <source>PyTorch script, with weights and data in a file beside it</source>
        <translation>PyTorch script, weight और डेटा पास की फ़ाइल में</translation>
    </message>
    <message>
        <source>the column is empty in all rows that are used.</source>
        <translation>इस्तेमाल होने वाली सभी पंक्तियों में column खाली है।</translation>
    </message>
    <message>
        <source>The optimizer maximises: every step raises the loss.</source>
        <translation>ऑप्टिमाइज़र loss को घटाने के बजाय अधिकतम करता है: हर step loss को बढ़ाता है।</translation>
    </message>
    <message>
        <source>Edges</source>
        <translation>किनारे</translation>
    </message>
    <message>
        <source>Induction in two layers</source>
        <translation>दो layers में induction</translation>
    </message>
    <message>
        <source>What followed this token when it was last seen? The first layer looks one token back, and the second finds the match; together they form an induction head.</source>
        <translation>यह token पिछली बार दिखा तब उसके बाद क्या आया था? पहली layer एक token पीछे देखती है, दूसरी मेल ढूँढती है: एक induction head।</translation>
    </message>
    <message>
        <source>A transformer block</source>
        <translation>एक transformer block</translation>
    </message>
    <message>
        <source>Attention, add and LayerNorm, two dense layers, add and LayerNorm: one block learns to sort its tokens.</source>
        <translation>Attention, जोड़ और LayerNorm, दो dense layers, जोड़ और LayerNorm: एक block अपने tokens को क्रम में रखना सीखता है।</translation>
    </message>
    <message>
        <source>Without the square root</source>
        <translation>वर्गमूल के बिना</translation>
    </message>
    <message>
        <source>times the slope</source>
        <translation>slope से गुणा</translation>
    </message>
    <message>
        <source>gradient of the slope</source>
        <translation>slope का gradient</translation>
    </message>
    <message>
        <source>Divide the scores by √d, start with smaller weights, or make the learning rate smaller.</source>
        <translation>scores को √d से भाग दें, छोटे weights से शुरू करें, या learning rate छोटी करें।</translation>
    </message>
    <message>
        <source>The softmax of {layer} is saturated: nearly all of the weight lies on one key, and hardly any gradient passes.</source>
        <translation>{layer} का softmax saturated है: लगभग सारा weight एक ही key पर है, और gradient मुश्किल से गुज़रता है।</translation>
    </message>
    <message>
        <source>entropy of the attention, relative to equal weights</source>
        <translation>attention की entropy, बराबर weights के मुक़ाबले</translation>
    </message>
    <message>
        <source>Divide the scores by √d</source>
        <translation>scores को √d से भाग दें</translation>
    </message>
    <message>
        <source>mean of each group</source>
        <translation>हर group का माध्य</translation>
    </message>
    <message>
        <source>variance of each group</source>
        <translation>हर group का प्रसरण</translation>
    </message>
    <message>
        <source>normalise each group</source>
        <translation>हर group को normalise करना</translation>
    </message>
    <message>
        <source>spread over the group</source>
        <translation>group पर फैलाना</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>GroupNorm</source>
        <translation>GroupNorm</translation>
    </message>
    <message>
        <source>Each group of units is normalised to mean 0 and variance 1 over all positions of a sample, then scaled and shifted.</source>
        <translation>Units का हर group एक sample की सब positions पर माध्य 0 और प्रसरण 1 तक normalise होता है, फिर गुणा और शिफ़्ट।</translation>
    </message>
    <message>
        <source>the number of units, {units}, is not a multiple of the number of groups, {groups}.</source>
        <translation>units की संख्या {units}, groups की संख्या {groups} का गुणज नहीं है।</translation>
    </message>
    <message>
        <source>Use a divisor of {units} as the number of groups.</source>
        <translation>groups की संख्या {units} का कोई भाजक रखें।</translation>
    </message>
    <message>
        <source>Slope of each unit</source>
        <translation>हर unit की slope</translation>
    </message>
    <message>
        <source>PReLU</source>
        <translation>PReLU</translation>
    </message>
    <message>
        <source>ReLU whose slope for negative inputs is learned (He et al. 2015).</source>
        <translation>ReLU जिसकी ऋण inputs के लिए slope सीखी जाती है (He et al. 2015)।</translation>
    </message>
    <message>
        <source>Layer {node} multiplies negative inputs by the slope that it has learned.</source>
        <translation>Layer {node} ऋण inputs को अपनी सीखी हुई slope से गुणा करती है।</translation>
    </message>
    <message>
        <source>20 sigmoid layers: vanishing gradients</source>
        <translation>20 sigmoid layers: vanishing</translation>
    </message>
    <message>
        <source>Gradients are never reset to zero: each step uses the sum of all gradients so far, so the weights oscillate around the minimum instead of settling there.</source>
        <translation>Gradients कभी शून्य नहीं किए जाते: हर step अब तक के सारे gradients का योग लेता है, इसलिए weights न्यूनतम पर टिकने के बजाय उसके आसपास झूलते रहते हैं।</translation>
    </message>
    <message>
        <source>Each character of a text is predicted from all the characters before it in a window.</source>
        <translation>पाठ का हर अक्षर अगले का अनुमान लगाता है, window में अपने से पहले के सभी अक्षरों से।</translation>
    </message>
    <message>
        <source>must be one number, or two: for height and width.</source>
        <translation>एक संख्या होनी चाहिए, या दो: ऊँचाई और चौड़ाई के लिए।</translation>
    </message>
    <message>
        <source>every output layer has a loss of its own: {names}.</source>
        <translation>हर output layer का अपना loss है: {names}।</translation>
    </message>
    <message>
        <source>One of them is the main output; connect or delete any other, or give it a loss of its own (inspector).</source>
        <translation>उनमें से एक मुख्य output है; बाकी को जोड़ें या हटाएँ, या उन्हें अपना loss दें (inspector)।</translation>
    </message>
    <message>
        <source>an input layer has no loss.</source>
        <translation>input layer का कोई loss नहीं होता।</translation>
    </message>
    <message>
        <source>Remove the entry.</source>
        <translation>यह entry हटाएँ।</translation>
    </message>
    <message>
        <source>Two losses, one code</source>
        <translation>दो losses, एक code</translation>
    </message>
    <message>
        <source>Eight numbers must be enough to name a digit and to draw it again: two outputs, each with its own loss, share one code, and the gradients of both meet there.</source>
        <translation>आठ संख्याओं से अंक को पहचानना भी है और उसे दोबारा बनाना भी: दो outputs, हर एक का अपना loss, एक ही code का उपयोग करते हैं, और दोनों के gradients वहीं मिलते हैं।</translation>
    </message>
    <message>
        <source>Save arrays: np.savez(&apos;digits.npz&apos;, images=images, labels=labels), with images of shape (samples, height, width).</source>
        <translation>Arrays सहेजें: np.savez(&apos;digits.npz&apos;, images=images, labels=labels), images का shape (samples, height, width)।</translation>
    </message>
    <message>
        <source>images have the shape {shape}; (samples, height, width) or (samples, height, width, 1 or 3) is expected.</source>
        <translation>images का shape {shape} है; (samples, height, width) या (samples, height, width, 1 या 3) चाहिए।</translation>
    </message>
    <message>
        <source>labels have the shape {shape}; one for each of the {count} images is expected.</source>
        <translation>labels का shape {shape} है; {count} images में से हर एक के लिए एक label चाहिए।</translation>
    </message>
    <message>
        <source>Scale them down first.</source>
        <translation>पहले उन्हें छोटा करें।</translation>
    </message>
    <message>
        <source>there are no pictures in this folder or its subfolders.</source>
        <translation>इस फ़ोल्डर या इसके उप-फ़ोल्डरों में कोई चित्र नहीं है।</translation>
    </message>
    <message>
        <source>the folder holds {count} pictures; the limit is {most}.</source>
        <translation>फ़ोल्डर में {count} चित्र हैं; सीमा {most} है।</translation>
    </message>
    <message>
        <source>Pictures are files whose names end in {known}.</source>
        <translation>चित्र वे फ़ाइलें हैं जिनके नाम {known} पर समाप्त होते हैं।</translation>
    </message>
    <message>
        <source>Open a folder with fewer of them.</source>
        <translation>कम चित्रों वाला फ़ोल्डर खोलें।</translation>
    </message>
    <message>
        <source>the pictures need more than {most} MiB of memory.</source>
        <translation>चित्रों को {most} MiB से अधिक memory चाहिए।</translation>
    </message>
    <message>
        <source>Remove it from the folder, or save it again as PNG.</source>
        <translation>इसे फ़ोल्डर से हटाएँ, या PNG के रूप में फिर से सहेजें।</translation>
    </message>
    <message>
        <source>the folder cannot be read: {why}.</source>
        <translation>फ़ोल्डर पढ़ा नहीं जा सकता: {why}।</translation>
    </message>
    <message>
        <source>the picture has {count} million pixels; the limit is {most} million.</source>
        <translation>चित्र में {count} मिलियन pixels हैं; सीमा {most} मिलियन है।</translation>
    </message>
    <message>
        <source>Pictures from files</source>
        <translation>फ़ाइलों से चित्र</translation>
    </message>
    <message>
        <source>A folder with a subfolder of pictures for each class, or an .npz of images.</source>
        <translation>हर class के चित्रों के उप-फ़ोल्डर वाला फ़ोल्डर, या images की .npz फ़ाइल।</translation>
    </message>
    <message>
        <source>a kernel of {kernel} positions does not fit into a grid of {grid}.</source>
        <translation>{kernel} positions का kernel {grid} के grid में नहीं समाता।</translation>
    </message>
    <message>
        <source>Give one number.</source>
        <translation>एक ही संख्या दें।</translation>
    </message>
    <message>
        <source>Loss weight</source>
        <translation>Loss का weight</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>किससे तुलना</translation>
    </message>
    <message>
        <source>What the output is compared with: the targets of the data, or the inputs themselves, as in an autoencoder.</source>
        <translation>Output की तुलना किससे होती है: data के targets से, या autoencoder की तरह स्वयं inputs से।</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>स्तंभ</translation>
    </message>
    <message>
        <source>targets</source>
        <translation>targets</translation>
    </message>
    <message>
        <source>inputs</source>
        <translation>inputs</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>रंग</translation>
    </message>
    <message>
        <source>Fraction of the pictures held out for validation, where the files do not say which.</source>
        <translation>चित्रों का वह हिस्सा जो validation के लिए अलग रखा जाता है, जहाँ फ़ाइलें यह न बताएँ।</translation>
    </message>
    <message>
        <source>the pictures in {path} could not be read.</source>
        <translation>{path} के चित्र पढ़े नहीं जा सके।</translation>
    </message>
    <message>
        <source>the pictures are of {count} different sizes.</source>
        <translation>चित्र {count} अलग-अलग आकारों के हैं।</translation>
    </message>
    <message>
        <source>all pictures are of one class, {name!r}.</source>
        <translation>सभी चित्र एक ही class {name!r} के हैं।</translation>
    </message>
    <message>
        <source>loss of {name}: {loss}</source>
        <translation>{name} का loss: {loss}</translation>
    </message>
    <message>
        <source>scale all pictures to this size (0: leave them as they are; maximum {most})</source>
        <translation>सभी चित्रों को इस आकार पर लाएँ (0: जैसे हैं, अधिक से अधिक {most})</translation>
    </message>
    <message>
        <source>pictures: {used} of {count}</source>
        <translation>चित्र: {count} में से {used}</translation>
    </message>
    <message>
        <source>{height} × {width} pixels</source>
        <translation>{height} × {width} pixels</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>चित्र</translation>
    </message>
    <message>
        <source>for a folder with a subfolder for each class, or FILE.npz</source>
        <translation>हर class के उप-फ़ोल्डर वाले फ़ोल्डर, या FILE.npz के लिए</translation>
    </message>
    <message>
        <source>in colour</source>
        <translation>रंगीन</translation>
    </message>
    <message>
        <source>in grey</source>
        <translation>धूसर</translation>
    </message>
    <message>
        <source>none: each picture is its own target</source>
        <translation>कोई नहीं: हर चित्र स्वयं अपना target है</translation>
    </message>
    <message>
        <source>red, green and blue instead of grey</source>
        <translation>धूसर के बजाय लाल, हरा और नीला</translation>
    </message>
    <message>
        <source>classes: {names}</source>
        <translation>classes: {names}</translation>
    </message>
    <message>
        <source>distinct labels: {count}; the limit is {most}.</source>
        <translation>अलग-अलग labels: {count}; सीमा {most} है।</translation>
    </message>
    <message>
        <source>the lesson never ends, because its steps form a loop.</source>
        <translation>पाठ कभी समाप्त नहीं होता: उसके steps घूमकर लौट आते हैं।</translation>
    </message>
    <message>
        <source>this layer needs positions; its source {source} has only one.</source>
        <translation>इस layer को positions चाहिए; इसके source {source} की एक ही position है।</translation>
    </message>
    <message>
        <source>{source} has the grid {a}, but another source of {target} has {b}.</source>
        <translation>{source} का grid {a} है, पर {target} के एक और source का {b}।</translation>
    </message>
    <message>
        <source>Groups of units that attend independently.</source>
        <translation>Units के हिस्से, जो अलग-अलग attend करते हैं।</translation>
    </message>
    <message>
        <source>Each token gathers information from other tokens, through queries, keys and values. A second wire supplies the keys and values.</source>
        <translation>हर token दूसरे tokens से जानकारी जोड़ता है: queries, keys और values से। दूसरी wire keys और values देती है।</translation>
    </message>
    <message>
        <source>Remove the lines that begin with @, and give the file the extension .csv.</source>
        <translation>@ से शुरू होने वाली पंक्तियाँ हटाएँ और फ़ाइल का नाम .csv रखें।</translation>
    </message>
    <message>
        <source>the column {name!r} has no value here; missing values in all: {count}.</source>
        <translation>column {name!r} में यहाँ मान नहीं है; उसमें खाली जगहें: {count}.</translation>
    </message>
    <message>
        <source>unpacked, it is larger than {most} MiB.</source>
        <translation>unpack होने पर यह {most} MiB से बड़ी है।</translation>
    </message>
    <message>
        <source>a page can only be written as .html.</source>
        <translation>page .html के रूप में लिखा जाता है।</translation>
    </message>
    <message>
        <source>none of the tags is a loss or the gradient norm of a layer; found: {tags}.</source>
        <translation>कोई भी tag किसी layer का gradient norm या loss नहीं है; मिले: {tags}.</translation>
    </message>
    <message>
        <source>Let gradients pass through at least one of the wires that stop them.</source>
        <translation>gradient रोकने वाले wires में से कम से कम एक को उसे जाने देने दें।</translation>
    </message>
    <message>
        <source>Create the optimizer with the parameters of the model that you train.</source>
        <translation>ऑप्टिमाइज़र उसी मॉडल के पैरामीटरों से बनाएँ जिसे सिखाया जा रहा है।</translation>
    </message>
    <message>
        <source>A value is not finite: it was already in the inputs.</source>
        <translation>एक मान परिमित नहीं है: वह इनपुट में था।</translation>
    </message>
    <message>
        <source>The optimizer holds none of the parameters of this model: it was created for another one.</source>
        <translation>ऑप्टिमाइज़र के पास इस मॉडल का कोई पैरामीटर नहीं है: वह किसी और मॉडल के लिए बनाया गया था।</translation>
    </message>
    <message>
        <source>there is dropout between its layers, and PyTorch does not expose the mask.</source>
        <translation>इसकी परतों के बीच dropout है, और PyTorch उसका mask नहीं बताता।</translation>
    </message>
    <message>
        <source>add the program to the menu of a Linux desktop, or remove it</source>
        <translation>program को Linux desktop के menu में डालें, या हटाएँ</translation>
    </message>
    <message>
        <source>menu entry, icon and file types: install or remove them</source>
        <translation>menu, icon और फ़ाइलों के प्रकार: जोड़ें (install) या हटाएँ (remove)</translation>
    </message>
    <message>
        <source>the tags of gradient norms in event files, with * for the layer, such as stats/*/norm</source>
        <translation>event फ़ाइलों में gradient norms के tags, * की जगह layer, जैसे stats/*/norm</translation>
    </message>
    <message>
        <source>right on the first try: {at_once} of {learners}, in the end: {solved}, shown the answer: {shown}</source>
        <translation>{learners} में से {at_once} पहली बार में, {solved} अंत में, {shown} को उत्तर दिखाया गया</translation>
    </message>
    <message>
        <source>no problems found; names, moments, answers, feedback and both languages were checked</source>
        <translation>पाठ सही है: नाम, क्षण, उत्तर, प्रतिक्रियाएँ और दोनों भाषाएँ</translation>
    </message>
    <message>
        <source>each seed gives different numbers; 0 keeps those of the lesson (default 0)</source>
        <translation>हर seed के लिए अलग संख्याएँ; 0 पाठ जैसा है वैसा (default 0)</translation>
    </message>
    <message>
        <source>a lesson file, or the name of a built-in lesson</source>
        <translation>पाठ की फ़ाइल या साथ आए पाठ का नाम</translation>
    </message>
    <message>
        <source>the last training step recorded (default: the same as the first)</source>
        <translation>आख़िरी training step (default: केवल पहला)</translation>
    </message>
    <message>
        <source>for FILE.csv, .tsv, .csv.gz, .xlsx; anything not given is chosen as the window would suggest</source>
        <translation>FILE.csv, .tsv, .csv.gz, .xlsx के लिए; जो न दिया जाए वह window की तरह सुझाया जाता है</translation>
    </message>
    <message>
        <source>treat the numbers in this column as class labels</source>
        <translation>इसकी संख्याएँ classes के नाम हैं</translation>
    </message>
    <message>
        <source>treat the numbers in this column as quantities</source>
        <translation>इसकी संख्याएँ राशियाँ हैं</translation>
    </message>
    <message>
        <source>what to do with rows that have missing values</source>
        <translation>जिन पंक्तियों में कोई मान नहीं है उनका क्या हो</translation>
    </message>
    <message>
        <source>too many numbers for one file: {count}; the limit is {most}.</source>
        <translation>एक फ़ाइल के लिए बहुत ज़्यादा संख्याएँ: {count}, अधिक से अधिक {most}.</translation>
    </message>
    <message>
        <source>Each unit learns its own slope; otherwise all units share one.</source>
        <translation>हर unit अपनी slope सीखती है; नहीं तो सबकी एक ही होती है।</translation>
    </message>
    <message>
        <source>On this system, install the program as a bundle, which includes its icon (docs/install.md).</source>
        <translation>इस system पर bundle में उसका icon है (docs/install.md)।</translation>
    </message>
    <message>
        <source>Give the input layer the grid of the data, and keep the positions all the way to the output.</source>
        <translation>Input layer को data का grid दें, और उसे output तक बनाए रखें।</translation>
    </message>
    <message>
        <source>row {x} of {w}</source>
        <translation>{w} की पंक्ति {x}</translation>
    </message>
    <message>
        <source>1 in row {x}</source>
        <translation>पंक्ति {x} में 1</translation>
    </message>
    <message>
        <source>{g} in row {x}</source>
        <translation>पंक्ति {x} में {g}</translation>
    </message>
    <message>
        <source>{g} · (1 if {x} &gt; 0 else {w})</source>
        <translation>{g} · ({x} &gt; 0 हो तो 1, नहीं तो {w})</translation>
    </message>
    <message>
        <source>1 − {dampening}, but 1 in step 1 (now {step})</source>
        <translation>1 − {dampening}, पर step 1 में 1 (अभी {step})</translation>
    </message>
    <message>
        <source>({x} if {x} &gt; 0 else {alpha}·(e^{x} − 1))</source>
        <translation>({x} &gt; 0 हो तो {x}, नहीं तो {alpha}·(e^{x} − 1))</translation>
    </message>
    <message>
        <source>1.0507 · ({x} if {x} &gt; 0 else 1.6733·(e^{x} − 1))</source>
        <translation>1.0507 · ({x} &gt; 0 हो तो {x}, नहीं तो 1.6733·(e^{x} − 1))</translation>
    </message>
    <message>
        <source>(1 if {x} &gt; 0 else {slope})</source>
        <translation>({x} &gt; 0 हो तो 1, नहीं तो {slope})</translation>
    </message>
    <message>
        <source>(1 if {x} &gt; 0 else {alpha}·e^{x})</source>
        <translation>({x} &gt; 0 हो तो 1, नहीं तो {alpha}·e^{x})</translation>
    </message>
    <message>
        <source>1.0507 · (1 if {x} &gt; 0 else 1.6733·e^{x})</source>
        <translation>1.0507 · ({x} &gt; 0 हो तो 1, नहीं तो 1.6733·e^{x})</translation>
    </message>
    <message>
        <source>softmax({x}), later positions left out</source>
        <translation>softmax({x}), बाद की positions छोड़कर</translation>
    </message>
    <message>
        <source>mean of {x} over each group</source>
        <translation>हर group पर {x} का mean</translation>
    </message>
    <message>
        <source>mean of ({x} − {mean})² over each group</source>
        <translation>हर group पर ({x} − {mean})² का mean</translation>
    </message>
    <message>
        <source>mean of {x}</source>
        <translation>{x} का mean</translation>
    </message>
    <message>
        <source>mean of ({x} − {mean})²</source>
        <translation>({x} − {mean})² का mean</translation>
    </message>
    <message>
        <source>Σ over samples {g} · {x}</source>
        <translation>samples पर Σ {g} · {x}</translation>
    </message>
    <message>
        <source>Σ over samples {g}</source>
        <translation>samples पर Σ {g}</translation>
    </message>
    <message>
        <source>rows {start}:{stop} of {x}</source>
        <translation>{x} की पंक्तियाँ {start}:{stop}</translation>
    </message>
    <message>
        <source>{g} where {x} is {out}</source>
        <translation>{g} जहाँ {x} वही {out} है</translation>
    </message>
    <message>
        <source>{g} in rows {start}:{stop}</source>
        <translation>पंक्तियों {start}:{stop} में {g}</translation>
    </message>
    <message>
        <source>upper rows of {g}</source>
        <translation>{g} की ऊपर की पंक्तियाँ</translation>
    </message>
    <message>
        <source>lower rows of {g}</source>
        <translation>{g} की नीचे की पंक्तियाँ</translation>
    </message>
    <message>
        <source>patches of {x}</source>
        <translation>{x} के patches</translation>
    </message>
    <message>
        <source>largest of {x} in each window</source>
        <translation>हर window में {x} का सबसे बड़ा मान</translation>
    </message>
    <message>
        <source>mean of {x} in each window</source>
        <translation>हर window में {x} का mean</translation>
    </message>
    <message>
        <source>mean of {x} over its positions</source>
        <translation>सब positions पर {x} का mean</translation>
    </message>
    <message>
        <source>{x} as one column</source>
        <translation>{x} एक ही column में</translation>
    </message>
    <message>
        <source>{g} added up where the patches overlap</source>
        <translation>{g}, जहाँ patches एक-दूसरे पर आते हैं वहाँ जोड़कर</translation>
    </message>
    <message>
        <source>{g} where {x} = {out}</source>
        <translation>{g} जहाँ {x} = {out}</translation>
    </message>
    <message>
        <source>{g} back at its positions</source>
        <translation>{g} वापस अपनी positions पर</translation>
    </message>
    <message>
        <source>A transformer block, norms first</source>
        <translation>एक transformer block, norm पहले</translation>
    </message>
    <message>
        <source>A transformer of twelve blocks</source>
        <translation>बारह blocks का transformer</translation>
    </message>
    <message>
        <source>Give each block a name that no other block or layer has.</source>
        <translation>हर block को ऐसा नाम दें जो किसी और block या layer का न हो।</translation>
    </message>
    <message>
        <source>{node!r} is a block: a block contains layers, not blocks.</source>
        <translation>{node!r} एक block है: block में layers होती हैं, blocks नहीं।</translation>
    </message>
    <message>
        <source>Name the layers of that block instead.</source>
        <translation>उसकी जगह उस block की layers के नाम लिखें।</translation>
    </message>
    <message>
        <source>no wire leads into this block, so copies cannot follow one another.</source>
        <translation>इस block में कोई wire नहीं आता, इसलिए प्रतियाँ एक के बाद एक नहीं लग सकतीं।</translation>
    </message>
    <message>
        <source>Draw a wire into the block first.</source>
        <translation>पहले block में एक wire खींचें।</translation>
    </message>
    <message>
        <source>several layers of this block feed layers outside it: {names}.</source>
        <translation>इस block से मान कई layers से निकलते हैं: {names}।</translation>
    </message>
    <message>
        <source>there is no block {name!r}.</source>
        <translation>{name!r} नाम का कोई block नहीं है।</translation>
    </message>
    <message>
        <source>this block has no layers.</source>
        <translation>इस block में कोई layer नहीं है।</translation>
    </message>
    <message>
        <source>Delete it.</source>
        <translation>उसे हटाएँ।</translation>
    </message>
    <message>
        <source>A layer can belong to only one block.</source>
        <translation>एक layer अधिक से अधिक एक block में होती है।</translation>
    </message>
    <message>
        <source>try each remedy for this many training steps, and print what helps as lines of PyTorch</source>
        <translation>हर उपाय को इतने training steps तक चलाएँ, और जो काम आए उसे PyTorch की पंक्तियों में छापें</translation>
    </message>
    <message>
        <source>remembering the sign of the first number</source>
        <translation>पहली संख्या का चिह्न याद रखना</translation>
    </message>
    <message>
        <source>reversing a sequence of tokens</source>
        <translation>tokens की sequence को उलटना</translation>
    </message>
    <message>
        <source>Residual connections around the blocks are assumed: a recording does not show sums.</source>
        <translation>blocks के चारों ओर residual connections मान लिए गए हैं: रिकॉर्डिंग में जोड़ नहीं दिखते।</translation>
    </message>
    <message>
        <source>Its optimizer is not known here ({name}); Adam takes its place.</source>
        <translation>यहाँ उसका optimizer ({name}) नहीं है; उसकी जगह Adam है।</translation>
    </message>
    <message>
        <source>none of its layers has a counterpart here: {types}.</source>
        <translation>उसकी किसी layer का यहाँ कोई जोड़ नहीं है: {types}।</translation>
    </message>
    <message>
        <source>Left out, because there is no counterpart here: {names}.</source>
        <translation>छोड़ी गईं, क्योंकि यहाँ वैसा कुछ नहीं है: {names}।</translation>
    </message>
    <message>
        <source>Blocks: {kept} instead of {count}.</source>
        <translation>blocks: {count} की जगह {kept}।</translation>
    </message>
    <message>
        <source>Layers: {kept} instead of {count}.</source>
        <translation>layers: {count} की जगह {kept}।</translation>
    </message>
    <message>
        <source>images of bright rows and columns</source>
        <translation>चमकीली पंक्तियों और स्तंभों के चित्र</translation>
    </message>
    <message>
        <source>random numbers with the recorded scales</source>
        <translation>रिकॉर्ड किए पैमाने वाली random संख्याएँ</translation>
    </message>
    <message>
        <source>the replica shows it too</source>
        <translation>प्रतिकृति में भी यह है</translation>
    </message>
    <message>
        <source>the replica does not show it</source>
        <translation>प्रतिकृति में यह नहीं है</translation>
    </message>
    <message>
        <source>in your script: {what}</source>
        <translation>आपकी script में: {what}</translation>
    </message>
    <message>
        <source>rebuild a recorded run as a small network, and try remedies on it</source>
        <translation>रिकॉर्ड किए run से एक छोटा network बनाएँ, और उस पर उपाय आज़माएँ</translation>
    </message>
    <message>
        <source>a recorded run</source>
        <translation>रिकॉर्ड किया हुआ run</translation>
    </message>
    <message>
        <source>the experiment file to write</source>
        <translation>लिखी जाने वाली प्रयोग फ़ाइल</translation>
    </message>
    <message>
        <source>separate height and width need a source with two dimensions; this one has {count}.</source>
        <translation>अलग ऊँचाई और चौड़ाई के लिए दो dimensions वाला source चाहिए; इसमें {count} हैं।</translation>
    </message>
    <message>
        <source>At most this many pictures are used, chosen by the seed.</source>
        <translation>अधिक से अधिक इतने चित्र उपयोग होते हैं, seed से चुने हुए।</translation>
    </message>
    <message>
        <source>at most this many pictures, chosen by the seed</source>
        <translation>अधिक से अधिक इतने चित्र, seed से चुने हुए</translation>
    </message>
    <message>
        <source>this module cannot be drawn: {shapes}. These can: {known}.</source>
        <translation>इस module को बनाया नहीं जा सकता: {shapes}। ज्ञात हैं {known}।</translation>
    </message>
    <message>
        <source>a name begins with a letter, contains only letters, digits, spaces and _, and has a length of at most {most}: {name!r}.</source>
        <translation>नाम किसी अक्षर से शुरू होता है, उसमें केवल अक्षर, अंक, खाली जगह और _ होते हैं, और वह {most} अक्षरों से लंबा नहीं होता: {name!r}।</translation>
    </message>
    <message>
        <source>Only a block whose values leave it through a single layer can be repeated.</source>
        <translation>ऐसा block दोहराएँ जिसकी एक ही layer आगे ले जाती हो।</translation>
    </message>
    <message>
        <source>the layer {node!r} is already in the block {other!r}.</source>
        <translation>Layer {node!r} पहले से block {other!r} में है।</translation>
    </message>
    <message>
        <source>Gradient at θ + μ·v, the look-ahead point (Nesterov 1983; Sutskever et al. 2013).</source>
        <translation>θ + μ·v पर gradient, यानी आगे के बिंदु पर (Nesterov 1983; Sutskever et al. 2013)।</translation>
    </message>
    <message>
        <source>a gradient flows into its final states, and this cannot be reproduced here.</source>
        <translation>इसके आख़िरी state में ऊपर से gradient आता है, जो यहाँ दिया नहीं जा सकता।</translation>
    </message>
    <message>
        <source>the branch to {goal} does not rejoin the main path within {most} steps.</source>
        <translation>{goal} वाली शाखा {most} steps में नहीं लौटती।</translation>
    </message>
    <message>
        <source>the lesson is too large; the limit is {most} kB.</source>
        <translation>पाठ अधिक से अधिक {most} kB का होता है।</translation>
    </message>
    <message>
        <source>to the largest value in the window</source>
        <translation>window के सबसे बड़े मान को</translation>
    </message>
    <message>
        <source>Training steps {first} to {last} fit; recording less often lets more of them fit.</source>
        <translation>Training step {first} से {last} तक आते हैं; step का आकार बड़ा हो तो और आएँगे।</translation>
    </message>
    <message>
        <source>Record less often; at this setting, not even one training step fits.</source>
        <translation>Step का आकार बड़ा चुनें; इस आकार पर एक training step भी नहीं आता।</translation>
    </message>
    <message>
        <source>unknown unit {name}.</source>
        <translation>step का अज्ञात आकार {name}।</translation>
    </message>
    <message>
        <source>Known units: {known}.</source>
        <translation>ज्ञात आकार: {known}।</translation>
    </message>
    <message>
        <source>training steps (default {steps}; for a table, {of_table})</source>
        <translation>training steps (default {steps}, तालिका के लिए {of_table})</translation>
    </message>
    <message>
        <source>this run was made elsewhere ({what}): if it is continued here, the last digits of its numbers may differ</source>
        <translation>यह run कहीं और बना था ({what}): यहाँ आगे चलाने पर आख़िरी अंक अलग हो सकते हैं</translation>
    </message>
    <message>
        <source>Enter column numbers (starting at 1), such as {example}, or column names.</source>
        <translation>1 से शुरू होने वाली संख्याएँ या नाम लिखें, जैसे {example}।</translation>
    </message>
    <message>
        <source>Open the file, or load it into the network with “Load weights…”.</source>
        <translation>इसे &quot;खोलें&quot; से खोलें, या &quot;Weight खोलें&quot; से network में डालें।</translation>
    </message>
    <message>
        <source>Dead channels in {layer}: {count} of {channels}. The ReLU of a dead channel is 0 at every position of every sample, and no gradient reaches its kernel.</source>
        <translation>{layer} के {channels} में से {count} channels मृत हैं: उनका ReLU हर sample की हर position पर 0 है, और उनके kernels तक कोई gradient नहीं पहुँचता।</translation>
    </message>
    <message>
        <source>Warm up the learning rate</source>
        <translation>Learning rate का warm-up</translation>
    </message>
    <message>
        <source>It rises from a hundredth of its full size over 200 steps: steps stay small while gradients are large.</source>
        <translation>यह 200 steps में सौवें हिस्से से पूरे मान तक बढ़ती है: पहले steps छोटे रहते हैं, जब gradients बड़े होते हैं।</translation>
    </message>
    <message>
        <source>The scores are not divided by √d: the softmax attends to only one key before anything is learned, and its gradient vanishes. Switch the scaling on.</source>
        <translation>scores को √d से भाग नहीं दिया जाता: कुछ सीखने से पहले ही softmax एक ही key देखता है, और उसका gradient vanish हो जाता है। Scale चालू करें।</translation>
    </message>
    <message>
        <source>images are {height} × {width} pixels; the limit is {most} on each side.</source>
        <translation>images {height} × {width} pixels की हैं; हर ओर सीमा {most} है।</translation>
    </message>
    <message>
        <source>True where at least one input is true.</source>
        <translation>सत्य जहाँ कम से कम एक input सत्य हो।</translation>
    </message>
    <message>
        <source>Number of turns in each arm.</source>
        <translation>हर भुजा के फेरे।</translation>
    </message>
    <message>
        <source>The derivative of the activation of {layer} is missing: the upstream gradient passes through unchanged.</source>
        <translation>{layer} के activation का derivative छूट गया है: ऊपर से आया gradient ज्यों का त्यों निकल जाता है।</translation>
    </message>
    <message>
        <source>The derivative of softmax is missing at {layer}: the upstream gradient passes through unchanged.</source>
        <translation>{layer} पर softmax का derivative छूट गया है: ऊपर से आया gradient जैसा का तैसा गुज़र जाता है।</translation>
    </message>
    <message>
        <source>The upstream gradient is multiplied by the wrong value: {other}.</source>
        <translation>ऊपर से आया gradient किसी और मान से गुणा हुआ: {other}।</translation>
    </message>
    <message>
        <source>There is nothing left to do here except test the network on samples it has not seen.</source>
        <translation>यहाँ करने को कुछ नहीं बचा, सिवाय network को ऐसे samples पर परखने के जो उसने नहीं देखे।</translation>
    </message>
    <message>
        <source>a plot of {size} at {dpi} dpi with {points} pt text is not possible.</source>
        <translation>{dpi} dpi पर {size} का और {points} pt के अक्षरों वाला plot संभव नहीं है।</translation>
    </message>
    <message>
        <source>you do not have permission to do this here.</source>
        <translation>यहाँ इसकी अनुमति नहीं है।</translation>
    </message>
    <message>
        <source>There is almost nothing left to gain here. A step against the gradient can lower the loss by at most {gain} of its value, and the gradients of the samples nearly cancel out: only {agreement} of their size remains.</source>
        <translation>यहाँ अब लगभग कुछ नहीं मिल सकता: gradient के उलट एक step loss को उसके {gain} हिस्से से ज़्यादा नहीं घटा सकता, और samples के gradients एक-दूसरे को लगभग काट देते हैं: उनके आकार का बस {agreement} बचता है।</translation>
    </message>
    <message>
        <source>Zeros around the grid; “same” preserves the size of the grid (stride 1).</source>
        <translation>Grid के चारों ओर शून्य; “same” से grid उतना ही बड़ा रहता है (stride 1)।</translation>
    </message>
    <message>
        <source>The units of all positions in one vector, for dense layers.</source>
        <translation>सभी positions की units एक ही vector में, dense layers के लिए।</translation>
    </message>
    <message>
        <source>Layer {node} multiplies each patch of its source by its kernels and adds up the products.</source>
        <translation>Layer {node} अपने source के हर patch को अपने kernels से गुणा करके गुणनफल जोड़ती है।</translation>
    </message>
    <message>
        <source>The tokens in reverse order.</source>
        <translation>Tokens उल्टे क्रम में।</translation>
    </message>
    <message>
        <source>One head learns to reverse a sequence of tokens: at each position, it attends to the token at the mirror-image position.</source>
        <translation>एक head tokens का क्रम उलटना सीखता है: हर position पर वह दर्पण-प्रतिबिंब वाली position के token पर attend करता है।</translation>
    </message>
    <message>
        <source>Rows with gaps</source>
        <translation>खाली जगह वाली पंक्तियाँ</translation>
    </message>
    <message>
        <source>Values pass, but no gradient flows back along the wire.</source>
        <translation>मान आगे जाते हैं, पर wire से कोई gradient वापस नहीं आता।</translation>
    </message>
    <message>
        <source>Hardly any gradient reaches {layers}: its size there is {size}, while other layers in the network get {other}.</source>
        <translation>{layers} तक gradient लगभग नहीं पहुँचता: वहाँ उसका आकार {size} है, जबकि network की दूसरी layers को {other} मिलता है।</translation>
    </message>
    <message>
        <source>replaying step {step} did not reproduce the recorded numbers; from there on, they may be wrong</source>
        <translation>step {step} दोबारा चलाने पर record की गई संख्याएँ नहीं मिलीं; वहाँ से आगे की संख्याएँ ग़लत हो सकती हैं</translation>
    </message>
    <message>
        <source>, {share} correct</source>
        <translation>, {share} सही</translation>
    </message>
    <message>
        <source>none of these helps: no remedy lowers the loss by more than it varies between seeds</source>
        <translation>किसी से मदद नहीं मिलती: कोई उपाय loss को seeds के आपसी अंतर से ज़्यादा नहीं घटाता</translation>
    </message>
    <message>
        <source>share of the rows to hold out (0 to 0.9)</source>
        <translation>अलग रखी जाने वाली पंक्तियों का हिस्सा (0 से 0.9)</translation>
    </message>
    <message>
        <source>From images and maps of their edges, one 3×3 kernel learns the filter that finds the edges: bright on the left, dark on the right.</source>
        <translation>चित्रों और उनके किनारों के नक्शों से 3×3 का एक kernel किनारे ढूँढने वाला filter सीखता है: बाएँ उजला, दाएँ अँधेरा।</translation>
    </message>
    <message>
        <source>Let one of them use the experiment&apos;s loss (inspector: Loss).</source>
        <translation>उनमें से एक को experiment का loss दें (inspector: Loss)।</translation>
    </message>
    <message>
        <source>there is no column {part!r} among the {count}.</source>
        <translation>{count} स्तंभों में {part!r} नाम का कोई स्तंभ नहीं है।</translation>
    </message>
    <message>
        <source>Which columns of the targets or inputs are used, by number or name, such as 1, 3-4; empty for all.</source>
        <translation>targets या inputs के कौन-से स्तंभ लिए जाएँ, संख्या या नाम से, जैसे 1, 3-4; सबके लिए खाली छोड़ें।</translation>
    </message>
    <message>
        <source>Three channels (red, green and blue) instead of one grey channel.</source>
        <translation>धूसर के एक channel के बजाय तीन: लाल, हरा और नीला।</translation>
    </message>
    <message>
        <source>Choose a size to which all of them are scaled.</source>
        <translation>एक आकार चुनें जिस पर सब लाए जाएँ।</translation>
    </message>
    <message>
        <source>What happens to rows with missing values: they are refused, left out, or filled in with the mean or the most frequent word.</source>
        <translation>जिन पंक्तियों में कोई मान नहीं है उनका क्या हो: मना किया जाए, छोड़ी जाएँ, या औसत अथवा सबसे अधिक आए शब्द से भरी जाएँ।</translation>
    </message>
    <message>
        <source>Fill it in, remove the row, or choose what happens to rows with gaps.</source>
        <translation>मान भरें, पंक्ति हटाएँ, या चुनें कि खाली जगह वाली पंक्तियों का क्या हो।</translation>
    </message>
    <message>
        <source>Leave out the columns with the most gaps, or fill in the gaps.</source>
        <translation>जिन column में सबसे ज़्यादा खाली जगहें हैं उन्हें छोड़ें, या खाली जगहें भरें।</translation>
    </message>
    <message>
        <source>Attention in {layers} is saturated: with logits up to {logit}, a head attends to a single position and cannot learn to attend to another.</source>
        <translation>{layers} में attention संतृप्त है: {logit} तक के logits के साथ एक head केवल एक जगह देखता है और दूसरी नहीं सीखता।</translation>
    </message>
    <message>
        <source>Attention and two dense layers, each after a LayerNorm and with a skip connection around it, twelve times: the gradient reaches the first block, and the network learns to sort tokens.</source>
        <translation>Attention और दो dense layers, हर एक LayerNorm के बाद और एक skip connection के साथ, बारह बार: gradient पहले block तक पहुँचता है, और tokens क्रम में आते हैं।</translation>
    </message>
    <message>
        <source>No gradient reaches {unseen} of the {count} positions of {layer} ({places}): nothing can be learned from what is there.</source>
        <translation>{layer} की {count} में से {unseen} positions ({places}) तक कोई gradient नहीं पहुँचता: वहाँ जो है, उससे कुछ भी नहीं सीखा जा सकता।</translation>
    </message>
    <message>
        <source>Kernels long enough for the first position to reach the last through all layers; each has more weights.</source>
        <translation>Kernel इतने लंबे कि layer-दर-layer पहली position आख़िरी तक पहुँचे; हर एक में ज़्यादा weights होते हैं।</translation>
    </message>
    <message>
        <source>All positions count equally, wherever something was found; their order is lost.</source>
        <translation>सभी positions बराबर गिनी जाती हैं, कुछ कहीं भी मिला हो; उनका क्रम खो जाता है।</translation>
    </message>
    <message>
        <source>Choose no max pool after the convolutions, or save a smaller part of the model.</source>
        <translation>उत्तर दें कि हर convolution के बाद max pool नहीं आता, या मॉडल का छोटा भाग सहेजें।</translation>
    </message>
    <message>
        <source>Four measurements of a flower identify its species.</source>
        <translation>फूल की चार माप उसकी प्रजाति बताती हैं।</translation>
    </message>
    <message>
        <source>Loading it could run arbitrary code, so it is not opened. Two lines of Python save its weights safely:
import torch; from safetensors.torch import save_file
save_file({{k: v.clone().contiguous() for k, v in torch.load({name!r}, weights_only=True, map_location=&apos;cpu&apos;){part}.items()}}, &apos;model.safetensors&apos;)</source>
        <translation>इसे load करने पर कोई भी code चल सकता है, इसलिए यह नहीं खोली जाती। Python की दो पंक्तियाँ इसके weight सुरक्षित रूप में सहेजती हैं:
import torch; from safetensors.torch import save_file
save_file({{k: v.clone().contiguous() for k, v in torch.load({name!r}, weights_only=True, map_location=&apos;cpu&apos;){part}.items()}}, &apos;model.safetensors&apos;)</translation>
    </message>
    <message>
        <source>the whole data set</source>
        <translation>पूरा data</translation>
    </message>
    <message>
        <source>record after every operation, layer, time step, phase, training step or epoch (default op)</source>
        <translation>हर operation, layer, time step, phase, training step या epoch के बाद record करें (default op)</translation>
    </message>
    <message>
        <source>Choose sequence data such as “Next character” or “Echo”.</source>
        <translation>&quot;अगला अक्षर&quot; या &quot;Echo&quot; जैसी sequences चुनें।</translation>
    </message>
    <message>
        <source>padding “same” needs stride 1.</source>
        <translation>padding &quot;same&quot; के लिए stride 1 चाहिए।</translation>
    </message>
    <message>
        <source>The factor of this loss in the sum of all losses; with 0 it is only monitored.</source>
        <translation>सभी losses के योग में इस loss का गुणक; 0 हो तो वह केवल देखा जाता है।</translation>
    </message>
    <message>
        <source>Two layers of small kernels and a pool read handwritten digits: after a few seconds of training, they recognise more than 97% of digits that they have never seen.</source>
        <translation>छोटे kernels की दो layers और एक pool हाथ से लिखे अंक पढ़ते हैं: कुछ ही सेकंड की training के बाद वे पहले न देखे अंकों में से 97% से अधिक पहचान लेते हैं।</translation>
    </message>
    <message>
        <source>A non-finite value was first recorded in {where} of {layer}.</source>
        <translation>एक मान finite नहीं है: वह पहली बार {layer} में {where} में मिला।</translation>
    </message>
    <message>
        <source>the operation {op} ({inputs}) cannot be applied to {operands}: the shapes are incompatible.</source>
        <translation>ऑपरेशन {op} ({inputs}) {operands} नहीं ले सकता: आकार मेल नहीं खाते।</translation>
    </message>
    <message>
        <source>Steps that fit, counting from the first: {fitting}. Share a shorter lesson.</source>
        <translation>शुरू से इतने steps आते हैं: {fitting}। छोटा पाठ साझा करें।</translation>
    </message>
    <message>
        <source>Every input column is rescaled to mean 0 and standard deviation 1; new samples must be scaled in the same way.</source>
        <translation>हर input स्तंभ का औसत 0 और मानक विचलन 1; नए samples को भी वैसे ही बदलना होगा।</translation>
    </message>
    <message>
        <source>Every layer sees inputs with mean 0 and variance 1. The price: at initialisation the gradient grows by a factor of 1.2 to 1.4 per layer (Yang et al. 2019).</source>
        <translation>हर layer औसत 0, variance 1 देखती है। कीमत: शुरुआत में gradient हर layer पर 1.2 से 1.4 गुना बढ़ता है (Yang et al. 2019)।</translation>
    </message>
    <message>
        <source>A recurrent layer sees a wave point by point and predicts the next point: it must remember whether the wave was rising or falling.</source>
        <translation>Recurrent layer तरंग को एक-एक बिंदु करके देखती है और अगला बताती है: उसे याद रखना होता है कि वह कहाँ से आई।</translation>
    </message>
    <message>
        <source>Every target column is rescaled to mean 0 and standard deviation 1; predictions must be scaled back.</source>
        <translation>हर target column का औसत 0 और standard deviation 1 हो जाता है; predictions को वापस उसी पैमाने पर लाना होगा।</translation>
    </message>
    <message>
        <source>Use, for example, --size 760x480 --dpi 288 --font 9.5.</source>
        <translation>उदाहरण के लिए --size 760x480 --dpi 288 --font 9.5 दें।</translation>
    </message>
    <message>
        <source>Eight times as many, generated in the same way: too many to remember one by one.</source>
        <translation>आठ गुना, उसी नियम से बने: इतने कि एक-एक को रटा नहीं जा सकता।</translation>
    </message>
    <message>
        <source>a direct wire needs layers of equal size: {source} has size {a}, and {target} expects {b}.</source>
        <translation>सीधे wire को बराबर layers चाहिए: {source} में {a} units हैं, {target} {b} लेती है।</translation>
    </message>
    <message>
        <source>A factor of 2 from the derivative of the square is left in; the ½ in this loss should have cancelled it.</source>
        <translation>वर्ग के derivative का गुणक 2 रह गया है, जो इस loss के ½ से कट जाता है।</translation>
    </message>
    <message>
        <source>language of messages and figures (default: the system&apos;s)</source>
        <translation>भाषा, चित्रों की भी (default: system की)</translation>
    </message>
    <message>
        <source>language of messages, and the one the page opens in (default: the system&apos;s)</source>
        <translation>भाषा, page के खुलने की भी (default: system की)</translation>
    </message>
    <message>
        <source>language of messages and the worksheet (default: the system&apos;s)</source>
        <translation>भाषा, worksheet की भी (default: system की)</translation>
    </message>
    <message>
        <source>x · Φ(x) with the exact normal CDF: PyTorch&apos;s default.</source>
        <translation>x · Φ(x), normal CDF के असली मान के साथ: PyTorch में यही default है।</translation>
    </message>
    <message>
        <source>Start from an input layer with a grid, such as the one in “Digits”.</source>
        <translation>Grid वाली input layer से शुरू करें, जैसे “Digits” की तस्वीरें।</translation>
    </message>
    <message>
        <source>Scores are divided by √(units per head); without this, the softmax saturates.</source>
        <translation>Scores को √(एक head की units) से भाग दिया जाता है; इसके बिना softmax saturate हो जाता है।</translation>
    </message>
    <message>
        <source>Layer {node} adds a vector for each position.</source>
        <translation>Layer {node} हर position का vector जोड़ती है।</translation>
    </message>
    <message>
        <source>Layer {node} lets each token mix in the values of the tokens that it attends to.</source>
        <translation>Layer {node} हर token में उन tokens के values मिलाती है जिन पर वह attend करता है।</translation>
    </message>
    <message>
        <source>The largest value in each window: smaller maps that keep what was found.</source>
        <translation>हर window का सबसे बड़ा मान: छोटे maps, जिनमें मिली हुई चीज़ बनी रहती है।</translation>
    </message>
    <message>
        <source>Layer {node} keeps the largest value in each window.</source>
        <translation>Layer {node} हर window का सबसे बड़ा मान रखती है।</translation>
    </message>
    <message>
        <source>Use a longer text, or a smaller window.</source>
        <translation>लंबा पाठ दें, या छोटी window।</translation>
    </message>
    <message>
        <source>there is no matrix {name!r} to tie this wire to.</source>
        <translation>{name!r} नाम का कोई matrix नहीं है जिससे बाँधा जाए।</translation>
    </message>
    <message>
        <source>this wire needs a {b} × {a} matrix; that of {name} is {rows} × {columns}.</source>
        <translation>इस wire को {b} × {a} matrix चाहिए; {name} का matrix {rows} × {columns} है।</translation>
    </message>
    <message>
        <source>which functions (other than modules) follow the layers: the model was compiled</source>
        <translation>परतों के बाद कौन-से फलन आते हैं, सिवाय उनके जो मॉड्यूल हैं: मॉडल compiled चलता है</translation>
    </message>
    <message>
        <source>layers whose activation function was seen: {count}</source>
        <translation>layers जिनका function देखा गया: {count}</translation>
    </message>
    <message>
        <source>watch it learn for this many epochs (default 30)</source>
        <translation>कितने epochs तक उसका सीखना देखें (default 30)</translation>
    </message>
    <message>
        <source>show the version and the compute engine in use, and exit</source>
        <translation>version और गणना करने वाला engine दिखाकर बंद करें</translation>
    </message>
    <message>
        <source>it contains only a list of data, not a document from this program.</source>
        <translation>इसमें डेटा की सूची है, इस program का document नहीं।</translation>
    </message>
    <message>
        <source>there is no array of images; arrays in this file: {names}.</source>
        <translation>images का कोई array नहीं है; इसके arrays: {names}।</translation>
    </message>
    <message>
        <source>Make a subfolder for each class, or, for an autoencoder, put the pictures directly in the folder.</source>
        <translation>हर class के लिए एक फ़ोल्डर बनाएँ, या autoencoder के लिए चित्रों को एक साथ रखें।</translation>
    </message>
    <message>
        <source>The loss was not finite, although the outputs of all layers were finite.</source>
        <translation>एक मान परिमित नहीं है: वह लॉस था, जबकि सभी परतों के आउटपुट परिमित थे।</translation>
    </message>
    <message>
        <source>Groups of neighbouring units, each normalised separately; 1 means all units together.</source>
        <translation>Units के groups, हर एक अलग normalise होता है; 1: सारी units।</translation>
    </message>
    <message>
        <source>The loss is stuck and nothing says why: press Diagnose. The first layer&apos;s gradient is a thousandth of the last layer&apos;s.</source>
        <translation>Loss रुका है और कारण नहीं दिखता: “निदान” दबाएँ। पहली layer को आखिरी के gradient का हज़ारवाँ हिस्सा मिलता है।</translation>
    </message>
    <message>
        <source>Pictures are scaled to this many pixels on each side; 0 keeps their size, if they are all the same size.</source>
        <translation>चित्र हर ओर इतने pixels पर लाए जाते हैं; 0 उन्हें वैसा ही छोड़ता है, यदि सब एक आकार के हों।</translation>
    </message>
    <message>
        <source>One small kernel for each output channel, the same at every position: it finds its pattern wherever it occurs.</source>
        <translation>हर output channel के लिए एक छोटा kernel, हर position पर वही: वह अपना pattern ढूँढ लेता है, चाहे वह कहीं भी हो।</translation>
    </message>
    <message>
        <source>Attention scores are divided by √(units per head): their variance is then about 1.</source>
        <translation>attention के scores को head की units के वर्गमूल से भाग दिया जाता है: तब उनका प्रसरण लगभग 1 होता है।</translation>
    </message>
    <message>
        <source>The same block as it has usually been built since about 2020: each LayerNorm comes before its layer, so the sums carry values and gradients through unchanged (pre-norm).</source>
        <translation>वही block, जैसा 2020 से बनाया जाता है: हर LayerNorm अपनी layer से पहले आता है, इसलिए योग values और gradients को बिना बदले आगे ले जाते हैं (pre-norm)।</translation>
    </message>
    <message>
        <source>Enter some text, such as “Hello”: each character predicts the next.</source>
        <translation>&quot;Hello&quot; जैसा text दें: हर अक्षर अगले का अनुमान देता है।</translation>
    </message>
    <message>
        <source>Too small by a factor of {samples}, the batch size: one division by it too many.</source>
        <translation>{samples} गुना छोटा है, जो batch size है: उससे एक बार ज़्यादा भाग दिया गया।</translation>
    </message>
    <message>
        <source>These data replace your own: {data}.</source>
        <translation>data आपका नहीं है: {data}।</translation>
    </message>
    <message>
        <source>this layer uses the values it receives as they are, so the wire into it cannot have weights.</source>
        <translation>यह layer मान जैसे हैं वैसे ही लेती है, इसलिए इसमें आने वाले wire पर weight नहीं होते।</translation>
    </message>
    <message>
        <source>elements of the array {name!r} are missing; found: {found} of {wanted}.</source>
        <translation>array {name!r} के कुछ अवयव नहीं हैं: {wanted} में से {found} मिले।</translation>
    </message>
    <message>
        <source>the product is {product}, but the answer is {expected}.</source>
        <translation>गुणनफल {product} है, उत्तर {expected}।</translation>
    </message>
    <message>
        <source>The shortcut a − t is used for ∂L/∂z of {layer}. It holds for softmax or sigmoid with cross-entropy; this network&apos;s loss is {loss}.</source>
        <translation>{layer} के ∂L/∂z के लिए छोटा रूप a − t लिया गया। वह cross-entropy के साथ softmax या sigmoid पर ही सही है; इस network का loss {loss} है।</translation>
    </message>
    <message>
        <source>Open it in a spreadsheet program and save it again, or save the sheet as CSV.</source>
        <translation>इसे spreadsheet program में खोलकर फिर से सहेजें, या sheet को CSV में सहेजें।</translation>
    </message>
    <message>
        <source>layers that were never called ({names})</source>
        <translation>layers जो कभी नहीं बुलाई गईं ({names})</translation>
    </message>
    <message>
        <source>tried without success: {what}</source>
        <translation>आज़माए गए, किसी से मदद नहीं मिली: {what}</translation>
    </message>
    <message>
        <source>Write a number there, as in 0.25.</source>
        <translation>वहाँ कोई संख्या लिखें, जैसे 0.25।</translation>
    </message>
    <message>
        <source>Write a list in brackets there, as in [1, 2].</source>
        <translation>वहाँ brackets में सूची लिखें, जैसे [1, 2]।</translation>
    </message>
    <message>
        <source>a network needs at least one input and one target, but the only columns to use are: {names}.</source>
        <translation>network को कम से कम एक input और एक target चाहिए, पर काम के columns केवल ये हैं: {names}।</translation>
    </message>
    <message>
        <source>this line holds words above columns of numbers, as the line before it does.</source>
        <translation>इस पंक्ति में भी, पिछली पंक्ति की तरह, संख्याओं के columns के ऊपर शब्द हैं।</translation>
    </message>
    <message>
        <source>Keep a single line with the names of the columns.</source>
        <translation>Columns के नामों की एक ही पंक्ति रखें।</translation>
    </message>
    <message>
        <source>The gradient vanishes through time: ×{factor} per time step back, below {limit} after {horizon} of {length} time steps.</source>
        <translation>Gradient समय में vanish होता है: हर कदम पीछे ×{factor}, {length} में से {horizon} steps बाद {limit} से कम।</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>seed {seed}</source>
        <translation>seed {seed}</translation>
    </message>
    <message>
        <source>after training step {step}</source>
        <translation>{step} training step के बाद</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} layer</translation>
    </message>
    <message>
        <source>A network</source>
        <translation>एक network</translation>
    </message>
    <message>
        <source>The experiment as a file: save this text as .json and open it in Backprop Explorer</source>
        <translation>फ़ाइल के रूप में experiment: इसे .json में सहेजकर खोलें</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>चित्र</translation>
    </message>
    <message>
        <source>One training step</source>
        <translation>एक training step</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Settings का विवरण</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Training steps</source>
        <translation>Training step</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>संस्करण</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>परिवेश</translation>
    </message>
    <message>
        <source>… further lines: {count}</source>
        <translation>… {count} और पंक्तियाँ</translation>
    </message>
    <message>
        <source>{title}, after training step {step}. Network: {layers}. Data: {data}. Loss: {loss}. Optimizer: {optimizer}. Seed {seed}. Backprop Explorer {version}.</source>
        <translation>{title}, training step {step} के बाद। Network: {layers}। डेटा: {data}। Loss: {loss}। Optimizer: {optimizer}। Seed {seed}। Backprop Explorer {version}।</translation>
    </message>
    <message>
        <source>{name}: a long run; 1 in {count} training steps was kept</source>
        <translation>{name}: लंबा run; हर {count}वाँ training step रखा गया</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export options</source>
        <translation>Export के विकल्प</translation>
    </message>
    <message>
        <source>Same as the window</source>
        <translation>Window जैसे</translation>
    </message>
    <message>
        <source>Configuration as a caption</source>
        <translation>Configuration caption के रूप में</translation>
    </message>
    <message>
        <source>Plot height</source>
        <translation>Plot की ऊँचाई</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>रंग</translation>
    </message>
    <message>
        <source> pt</source>
        <translation> pt</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>किसके लिए</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>चौड़ाई</translation>
    </message>
    <message>
        <source>Resolution (PNG)</source>
        <translation>रिज़ॉल्यूशन (PNG)</translation>
    </message>
    <message>
        <source>PNG: {width} × {height} pixels; on paper {across} × {down} in</source>
        <translation>PNG: {width} × {height} pixels; कागज़ पर {across} × {down} इंच</translation>
    </message>
    <message>
        <source>Text size on paper</source>
        <translation>कागज़ पर अक्षर</translation>
    </message>
</context>
<context>
    <name>FactorsForm</name>
    <message>
        <source>Another factor</source>
        <translation>एक और factor</translation>
    </message>
    <message>
        <source>The product must be</source>
        <translation>गुणनफल यह हो</translation>
    </message>
    <message>
        <source>Factors, in order along the path</source>
        <translation>Factor, path के क्रम में</translation>
    </message>
</context>
<context>
    <name>FigureVerbs</name>
    <message>
        <source>Export plot</source>
        <translation>Plot export करें</translation>
    </message>
    <message>
        <source>Copied {name}</source>
        <translation>{name} copy हुआ</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Report export करें</translation>
    </message>
    <message>
        <source>How many steps of the chosen size?</source>
        <translation>चुने हुए आकार के कितने step?</translation>
    </message>
    <message>
        <source>Record an animation</source>
        <translation>Animation बनाएँ</translation>
    </message>
    <message>
        <source>Recording steps: {count}…</source>
        <translation>{count} step record हो रहे हैं…</translation>
    </message>
    <message>
        <source>Wrote {path}</source>
        <translation>{path} लिखी गई</translation>
    </message>
    <message>
        <source>Writing figures…</source>
        <translation>चित्र लिखे जा रहे हैं…</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>Export नहीं हुआ</translation>
    </message>
    <message>
        <source>Files written to {folder}: {count}</source>
        <translation>{folder} में {count} फ़ाइलें लिखी गईं</translation>
    </message>
    <message>
        <source>Copied: {words}</source>
        <translation>कॉपी किया: {words}</translation>
    </message>
</context>
<context>
    <name>FileVerbs</name>
    <message>
        <source>{name} cannot be opened</source>
        <translation>{name} नहीं खुल सकती</translation>
    </message>
    <message>
        <source>Open data</source>
        <translation>डेटा खोलें</translation>
    </message>
    <message>
        <source>Data from a file</source>
        <translation>फ़ाइल से डेटा</translation>
    </message>
    <message>
        <source>Load weights</source>
        <translation>Weight खोलें</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>Weight (*.safetensors)</translation>
    </message>
    <message>
        <source>The weights from {name} are now the initial weights.</source>
        <translation>{name} के weight अब नई शुरुआत हैं।</translation>
    </message>
    <message>
        <source>Export network as</source>
        <translation>Network export करें</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>लिखी नहीं गई</translation>
    </message>
    <message>
        <source>Wrote {path}</source>
        <translation>{path} लिखी गई</translation>
    </message>
    <message>
        <source>Open the folder of a recorded run</source>
        <translation>Record किए हुए run का folder खोलें</translation>
    </message>
    <message>
        <source>Save the recorder</source>
        <translation>Recorder सहेजें</translation>
    </message>
    <message>
        <source>Wrote {path}; its first lines say how to use it.</source>
        <translation>{path} लिखी गई; उसकी पहली पंक्तियाँ प्रयोग बताती हैं।</translation>
    </message>
    <message>
        <source>Tables ({patterns});;All files (*)</source>
        <translation>तालिका ({patterns});;सभी फ़ाइल (*)</translation>
    </message>
    <message>
        <source>Reading {name}…</source>
        <translation>{name} पढ़ी जा रही है…</translation>
    </message>
    <message>
        <source>Pattern of the tags that hold gradient norms, with * for the layer, such as stats/*/norm:</source>
        <translation>जिन tag में gradient norm हैं उनका pattern, layer की जगह *, जैसे stats/*/norm:</translation>
    </message>
    <message>
        <source>Which tags are gradients?</source>
        <translation>कौन-से tag gradient हैं?</translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation>चित्रों का फ़ोल्डर खोलें</translation>
    </message>
    <message>
        <source>Pictures from files</source>
        <translation>फ़ाइलों से चित्र</translation>
    </message>
    <message>
        <source>Open the folder of the run to compare with</source>
        <translation>जिस run से तुलना करनी है उसका folder खोलें</translation>
    </message>
    <message>
        <source>The layer cannot be opened</source>
        <translation>Layer खोली नहीं जा सकती</translation>
    </message>
    <message>
        <source>The run cannot be rebuilt</source>
        <translation>run फिर से नहीं बनाया जा सकता</translation>
    </message>
    <message>
        <source>This is a small network like the recorded one; the notes say how it differs. Examine it, and try remedies.</source>
        <translation>यह रिकॉर्ड किए network जैसा छोटा network है; अंतर notes में लिखे हैं। इसे जाँचें और उपाय आज़माएँ।</translation>
    </message>
</context>
<context>
    <name>FillForm</name>
    <message>
        <source>Blanks</source>
        <translation>ख़ाली जगहें</translation>
    </message>
    <message>
        <source>Another blank</source>
        <translation>एक और ख़ाली जगह</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Solved</source>
        <translation>हल हो गया</translation>
    </message>
    <message>
        <source>Loss at its floor</source>
        <translation>अपने न्यूनतम पर</translation>
    </message>
    <message>
        <source>Plateau, still learning</source>
        <translation>Plateau, अब भी सीख रहा है</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>गड़बड़</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>चेतावनी</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>ध्यान दें</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>दूर हो गया</translation>
    </message>
    <message>
        <source>Remedies that help: {remedies}</source>
        <translation>मदद करता है: {remedies}</translation>
    </message>
    <message>
        <source>Remedies that may help: {remedies}</source>
        <translation>मदद कर सकता है: {remedies}</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>पंक्ति {number}</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… और {count}</translation>
    </message>
    <message>
        <source>from training step {step}</source>
        <translation>training step {step} से</translation>
    </message>
    <message>
        <source>measured after step {step}</source>
        <translation>step {step} के बाद मापा गया</translation>
    </message>
    <message>
        <source>since training step {step}</source>
        <translation>training step {step} से अब तक</translation>
    </message>
    <message>
        <source>last seen after step {step}</source>
        <translation>आख़िरी बार step {step} के बाद</translation>
    </message>
    <message>
        <source>Resolved: no longer a problem</source>
        <translation>दूर हो गया: समस्या थी, अब नहीं है</translation>
    </message>
    <message>
        <source>At step {step}</source>
        <translation>step {step} पर</translation>
    </message>
    <message>
        <source>Nothing is wrong at this step.</source>
        <translation>इस step पर कुछ गड़बड़ नहीं है।</translation>
    </message>
    <message>
        <source>Recorded: {what}.</source>
        <translation>रिकॉर्ड किया गया: {what}।</translation>
    </message>
    <message>
        <source>Recording ended at step {step}: the size limit was reached.</source>
        <translation>Step {step} पर record करना रुका: आकार की सीमा आ गई।</translation>
    </message>
    <message>
        <source>Not recorded, so not checked: {what}.</source>
        <translation>दर्ज नहीं हुआ, इसलिए जाँचा नहीं गया: {what}।</translation>
    </message>
    <message>
        <source>Tried without success: {remedies}</source>
        <translation>आज़माया, और इनमें से कोई मदद नहीं करता: {remedies}</translation>
    </message>
</context>
<context>
    <name>FormFields</name>
    <message>
        <source>The first line contains column names</source>
        <translation>पहली पंक्ति में column के नाम हैं</translation>
    </message>
    <message>
        <source>Standardise the inputs</source>
        <translation>Input को standardise करें</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>अल्पविराम</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>अर्धविराम</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>tab</translation>
    </message>
    <message>
        <source>vertical bar |</source>
        <translation>खड़ी रेखा |</translation>
    </message>
    <message>
        <source>space</source>
        <translation>खाली जगह</translation>
    </message>
    <message>
        <source>point 1.5</source>
        <translation>बिंदु 1.5</translation>
    </message>
    <message>
        <source>comma 1,5</source>
        <translation>अल्पविराम 1,5</translation>
    </message>
    <message>
        <source>fill in: mean, or most frequent word</source>
        <translation>भरें: औसत, या सबसे अधिक आया शब्द</translation>
    </message>
    <message>
        <source>Fraction of the samples held out for validation; they are never trained on.</source>
        <translation>Validation के लिए रखे गए sample का हिस्सा: इनसे कभी सीखा नहीं जाता।</translation>
    </message>
    <message>
        <source>Every input column is rescaled to mean 0 and standard deviation 1.</source>
        <translation>हर input column का mean 0 और standard deviation 1 हो जाता है।</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>शीट</translation>
    </message>
    <message>
        <source>Column separator</source>
        <translation>Column विभाजक</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>दशमलव चिह्न</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Encoding</translation>
    </message>
    <message>
        <source>Held out for validation</source>
        <translation>Validation के लिए अलग</translation>
    </message>
    <message>
        <source>The inputs differ in scale, or lie far from 0.</source>
        <translation>Input के पैमाने अलग हैं, या वे 0 से दूर हैं।</translation>
    </message>
    <message>
        <source>The inputs are on similar scales.</source>
        <translation>सभी input एक जैसे पैमाने के हैं।</translation>
    </message>
    <message>
        <source>leave these rows out</source>
        <translation>ये पंक्तियाँ छोड़ दें</translation>
    </message>
    <message>
        <source>Rows without a target are left out in any case.</source>
        <translation>बिना target की पंक्तियाँ हर हाल में छोड़ी जाती हैं।</translation>
    </message>
    <message>
        <source>Rows with gaps: {count}</source>
        <translation>खाली जगह वाली पंक्तियाँ: {count}</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>{text} is not a number; the old value is kept.</source>
        <translation>{text} संख्या नहीं है; पुराना मान बना रहा।</translation>
    </message>
    <message>
        <source>From {low} to {high}.</source>
        <translation>{low} से {high} तक।</translation>
    </message>
    <message>
        <source>Default: {value}.</source>
        <translation>Default: {value}।</translation>
    </message>
    <message>
        <source>Reset to default</source>
        <translation>Default पर लौटाएँ</translation>
    </message>
</context>
<context>
    <name>FormulaPanel</name>
    <message>
        <source>Element</source>
        <translation>अवयव</translation>
    </message>
    <message>
        <source>The formula of the current line appears here once the network can run.</source>
        <translation>Network चलने लायक होते ही वर्तमान पंक्ति का सूत्र यहाँ दिखता है।</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>सूत्र</translation>
    </message>
    <message>
        <source>Not computed yet: this line has not run in this step.</source>
        <translation>अभी गणना नहीं हुई: इस step में यह पंक्ति नहीं चली।</translation>
    </message>
    <message>
        <source>further terms: {count}</source>
        <translation>{count} और पद</translation>
    </message>
    <message>
        <source>sample {number} of {count}</source>
        <translation>{count} में से sample {number}</translation>
    </message>
    <message>
        <source>sample {number}</source>
        <translation>sample {number}</translation>
    </message>
    <message>
        <source>Chain rule for {weight}</source>
        <translation>{weight} का chain rule</translation>
    </message>
    <message>
        <source>back to the current line</source>
        <translation>अभी पर लौटें</translation>
    </message>
    <message>
        <source>Explain more</source>
        <translation>और समझाएँ</translation>
    </message>
    <message>
        <source>The sum over all paths from the loss to this weight or neuron, each with its numbers</source>
        <translation>Loss से इस weight या neuron तक के सारे paths का जोड़, हर path अपनी संख्याओं के साथ</translation>
    </message>
    <message>
        <source>Choose a weight on the canvas and step through the backward pass, or stop at a line with a gradient.</source>
        <translation>Canvas पर कोई weight चुनें और backward pass में step करें, या gradient वाली किसी पंक्ति पर रुकें।</translation>
    </message>
    <message>
        <source>all paths</source>
        <translation>सारे paths</translation>
    </message>
    <message>
        <source>by output: ∂L/∂y · ∂y/∂w</source>
        <translation>output के अनुसार: ∂L/∂y · ∂y/∂w</translation>
    </message>
    <message>
        <source>No path from the loss leads here.</source>
        <translation>Loss से यहाँ तक कोई path नहीं आता।</translation>
    </message>
    <message>
        <source>Too many values to follow each path.</source>
        <translation>संख्याएँ इतनी ज़्यादा हैं कि हर path को नहीं दिखाया जा सकता।</translation>
    </message>
    <message>
        <source>the other time steps: {count}</source>
        <translation>बाकी time steps: {count}</translation>
    </message>
    <message>
        <source>the other samples: {count}</source>
        <translation>बाकी samples: {count}</translation>
    </message>
    <message>
        <source>paths: {count}</source>
        <translation>paths: {count}</translation>
    </message>
    <message>
        <source>all weaker paths: {count}</source>
        <translation>बाकी सारे कमज़ोर paths: {count}</translation>
    </message>
    <message>
        <source>{count} factors: {product}</source>
        <translation>{count} factors: {product}</translation>
    </message>
    <message>
        <source>further outputs: {count}</source>
        <translation>बाकी outputs: {count}</translation>
    </message>
    <message>
        <source>{rule} · shape {shape} · floating-point operations: {flops}</source>
        <translation>{rule} · आकार {shape} · floating-point गणनाएँ: {flops}</translation>
    </message>
    <message>
        <source>Pause the run to follow the paths.</source>
        <translation>Paths देखने के लिए run को रोकें।</translation>
    </message>
    <message>
        <source>The loss is a mean over the batch: the contribution of each sample is multiplied by 1/{count}.</source>
        <translation>Loss पूरे batch का mean है: हर sample का हिस्सा 1/{count} है।</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>कॉपी करें</translation>
    </message>
    <message>
        <source>all samples ({count})</source>
        <translation>सभी samples ({count})</translation>
    </message>
    <message>
        <source>the other values in the window: {others}</source>
        <translation>window के बाकी मान: {others}</translation>
    </message>
    <message>
        <source>ℓ: loss of one output</source>
        <translation>ℓ: एक output का loss</translation>
    </message>
    <message>
        <source>t: target</source>
        <translation>t: target</translation>
    </message>
    <message>
        <source>#1: sample 1</source>
        <translation>#1: sample 1</translation>
    </message>
    <message>
        <source>scale: 1/N for a mean over N values, 1 for a sum</source>
        <translation>scale: N मानों के mean के लिए 1/N, योग के लिए 1</translation>
    </message>
    <message>
        <source>mask: whether a target counts</source>
        <translation>mask: target गिना जाए या नहीं</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Plots and panels</source>
        <translation>Plots और पैनल</translation>
    </message>
</context>
<context>
    <name>Glossary</name>
    <message>
        <source>Forward pass</source>
        <translation>Forward Pass (फ़ॉरवर्ड पास)</translation>
    </message>
    <message>
        <source>The computation from the input to the output.</source>
        <translation>इनपुट से आउटपुट तक की गणना।</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>A number that measures how far the outputs are from the targets; training makes it smaller.</source>
        <translation>एक संख्या जो बताती है कि उत्तर targets से कितने दूर हैं; training इसे छोटा करती है।</translation>
    </message>
    <message>
        <source>Backward pass</source>
        <translation>Backward Pass</translation>
    </message>
    <message>
        <source>Carries the gradient of the loss from the output to the input; no weight changes yet.</source>
        <translation>Loss का gradient output से input की ओर ले जाता है; अभी कोई weight नहीं बदलता।</translation>
    </message>
    <message>
        <source>Weight update</source>
        <translation>Weight Update</translation>
    </message>
    <message>
        <source>The optimizer moves each weight a little against its gradient.</source>
        <translation>Optimizer हर weight को उसके gradient के विपरीत थोड़ा खिसकाता है।</translation>
    </message>
    <message>
        <source>Backpropagation</source>
        <translation>Backpropagation (बैकप्रोपेगेशन)</translation>
    </message>
    <message>
        <source>Computes all gradients in one backward pass by the chain rule.</source>
        <translation>Chain rule से एक ही backward pass में सभी gradients निकालता है।</translation>
    </message>
    <message>
        <source>Chain rule</source>
        <translation>Chain Rule (श्रृंखला नियम)</translation>
    </message>
    <message>
        <source>The derivative along a path is the product of its local derivatives; the derivatives along several paths add up.</source>
        <translation>किसी पथ पर अवकलज उसके स्थानीय अवकलजों का गुणनफल है; कई पथ जुड़ते हैं।</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Weight (वेट)</translation>
    </message>
    <message>
        <source>A number by which an input is multiplied; training adjusts it.</source>
        <translation>वह संख्या जिससे input गुणा होता है; training इसे ठीक करती है।</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>A number that is added to the weighted sum of a neuron.</source>
        <translation>वह संख्या जो neuron के भारित योग में जोड़ी जाती है।</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Activation</translation>
    </message>
    <message>
        <source>The output of a neuron: its activation function applied to its weighted sum z.</source>
        <translation>Neuron का output: उसके भारित योग z पर activation function।</translation>
    </message>
    <message>
        <source>Delta (δ)</source>
        <translation>Delta (δ)</translation>
    </message>
    <message>
        <source>∂L/∂z, the gradient of the loss with respect to the weighted sum z of a neuron.</source>
        <translation>∂L/∂z, neuron के भारित योग z के सापेक्ष loss का gradient।</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>New weight minus old weight: with plain gradient descent, minus the learning rate times the gradient.</source>
        <translation>नया weight घटा पुराना weight: सादे gradient descent में, ऋण learning rate गुणा gradient।</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Learning rate</translation>
    </message>
    <message>
        <source>How large a step the optimizer takes against the gradient.</source>
        <translation>Optimizer कितना बड़ा कदम लेता है।</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoch</translation>
    </message>
    <message>
        <source>One pass over all the samples in the data.</source>
        <translation>Data के सभी नमूनों पर एक पूरा चक्कर।</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>The samples that one training step processes together.</source>
        <translation>वे नमूने जिन्हें एक training step साथ देखता है।</translation>
    </message>
    <message>
        <source>Vanishing gradient</source>
        <translation>Vanishing Gradient</translation>
    </message>
    <message>
        <source>The gradient becomes so small on its way back that early layers hardly learn.</source>
        <translation>पीछे जाते हुए gradient इतना छोटा हो जाता है कि शुरुआती layers मुश्किल से सीखती हैं।</translation>
    </message>
    <message>
        <source>Exploding gradient</source>
        <translation>Exploding Gradient</translation>
    </message>
    <message>
        <source>The gradient grows on its way back until the updates destroy what was learned.</source>
        <translation>पीछे जाते हुए gradient इतना बढ़ता है कि updates सीखा हुआ मिटा देते हैं।</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Saturation (संतृप्ति)</translation>
    </message>
    <message>
        <source>The state of a neuron on the flat part of its activation function: its slope there is almost 0, so almost no gradient passes.</source>
        <translation>Activation function के समतल भाग पर neuron: ढलान लगभग 0, इसलिए gradient लगभग नहीं गुज़रता।</translation>
    </message>
    <message>
        <source>Dead ReLU</source>
        <translation>Dead ReLU</translation>
    </message>
    <message>
        <source>A ReLU neuron that is 0 for every sample: no gradient reaches its weights any more.</source>
        <translation>ReLU neuron जो हर नमूने पर 0 है: उसके weights तक अब कोई gradient नहीं पहुँचता।</translation>
    </message>
    <message>
        <source>Recurrent network (RNN)</source>
        <translation>Recurrent network (RNN)</translation>
    </message>
    <message>
        <source>A network in which a layer also sees its own value from the previous time step.</source>
        <translation>ऐसा network जिसकी layer पिछले time step का अपना मान भी देखती है।</translation>
    </message>
    <message>
        <source>Backpropagation through time</source>
        <translation>Backpropagation Through Time</translation>
    </message>
    <message>
        <source>Unrolls a recurrent network over its time steps and carries the gradient back through all of them.</source>
        <translation>RNN को उसके time steps में फैलाता है और gradient को उन सबसे होकर पीछे ले जाता है।</translation>
    </message>
    <message>
        <source>Gradient clipping</source>
        <translation>Gradient Clipping</translation>
    </message>
    <message>
        <source>Limits the size of the gradients before the update.</source>
        <translation>Update से पहले gradients के आकार पर सीमा लगाता है।</translation>
    </message>
    <message>
        <source>Weight initialisation</source>
        <translation>Weight Initialization</translation>
    </message>
    <message>
        <source>How the initial weights are drawn; this determines whether signals and gradients keep their size.</source>
        <translation>शुरुआती weights कैसे चुने जाते हैं; इसी से तय होता है कि signals और gradients अपना आकार बनाए रखेंगे या नहीं।</translation>
    </message>
    <message>
        <source>Gradient check</source>
        <translation>Gradient Check</translation>
    </message>
    <message>
        <source>Compares the computed gradient with a numerical derivative of the loss.</source>
        <translation>निकाले गए gradient की तुलना loss के संख्यात्मक derivative से करता है।</translation>
    </message>
    <message>
        <source>How fast the loss changes as a value changes: ∂L/∂w.</source>
        <translation>कोई मान बदले तो loss कितनी तेज़ी से बदलता है: ∂L/∂w।</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>Optimizer</translation>
    </message>
    <message>
        <source>The rule that turns gradients into updates of the weights, such as SGD, momentum or Adam.</source>
        <translation>वह नियम जो gradients से weights के updates बनाता है, जैसे SGD, momentum या Adam।</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>The answer that the data give for a sample; the loss compares the output with it.</source>
        <translation>वह उत्तर जो data किसी sample के लिए देता है; loss output की तुलना इसी से करता है।</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Prediction</translation>
    </message>
    <message>
        <source>The output of the network for a sample: its guess at the target.</source>
        <translation>किसी sample के लिए network का output: target का उसका अनुमान।</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>One example in the data: its inputs and its targets.</source>
        <translation>Data का एक उदाहरण: उसके inputs और उसके targets।</translation>
    </message>
    <message>
        <source>Neuron (unit)</source>
        <translation>Neuron (unit)</translation>
    </message>
    <message>
        <source>Adds its weighted inputs and its bias to get z, and passes z through its activation function.</source>
        <translation>अपने भारित inputs और bias को जोड़कर z बनाता है, और z को activation function से गुज़ारता है।</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Neurons that compute at the same time from the same inputs.</source>
        <translation>वे neurons जो एक ही inputs से एक साथ गणना करते हैं।</translation>
    </message>
    <message>
        <source>Hidden state</source>
        <translation>Hidden state</translation>
    </message>
    <message>
        <source>Time step</source>
        <translation>Time step</translation>
    </message>
    <message>
        <source>Truncated BPTT</source>
        <translation>Truncated BPTT</translation>
    </message>
    <message>
        <source>The gradient goes back only k2 time steps: less memory, but no learning from further back.</source>
        <translation>Gradient केवल k2 time steps पीछे जाता है: memory कम लगती है, पर और पीछे से कुछ नहीं सीखा जाता।</translation>
    </message>
    <message>
        <source>LSTM</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>A recurrent layer with a memory cell and gates, through which gradients survive many time steps.</source>
        <translation>Memory cell और gates वाली recurrent layer, जिसमें gradients कई time steps तक बचे रहते हैं।</translation>
    </message>
    <message>
        <source>GRU</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>A recurrent layer with two gates, and without a memory cell of its own.</source>
        <translation>दो gates वाली recurrent layer, जिसकी अलग memory cell नहीं होती।</translation>
    </message>
    <message>
        <source>Gate</source>
        <translation>Gate</translation>
    </message>
    <message>
        <source>A value between 0 and 1 that says how much of something passes: 0 lets nothing through, and 1 lets everything through.</source>
        <translation>0 और 1 के बीच का मान, जो बताता है कि कितना गुज़रे: 0 पर बंद, 1 पर सब कुछ गुज़रता है।</translation>
    </message>
    <message>
        <source>Forget gate</source>
        <translation>Forget gate</translation>
    </message>
    <message>
        <source>The gate of an LSTM that says how much of its memory is kept; the gradient is multiplied by it.</source>
        <translation>LSTM का वह gate जो बताता है कि memory कितनी बची रहे; gradient इसी से गुणा होता है।</translation>
    </message>
    <message>
        <source>Jacobian</source>
        <translation>Jacobian</translation>
    </message>
    <message>
        <source>The matrix of all derivatives of one layer or time step with respect to an earlier one.</source>
        <translation>किसी layer या time step के, पहले वाले के सापेक्ष, सभी derivatives की matrix।</translation>
    </message>
    <message>
        <source>Singular value</source>
        <translation>Singular value</translation>
    </message>
    <message>
        <source>Spectral radius</source>
        <translation>Spectral radius</translation>
    </message>
    <message>
        <source>Slope of the activation (f′)</source>
        <translation>Activation की ढलान (f′)</translation>
    </message>
    <message>
        <source>How fast the activation changes with z; the gradient is multiplied by it on its way back.</source>
        <translation>z बदले तो activation कितनी तेज़ी से बदलता है; पीछे जाते हुए gradient इसी से गुणा होता है।</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>Momentum</translation>
    </message>
    <message>
        <source>An optimizer&apos;s memory of past gradients: steps in the same direction become longer.</source>
        <translation>Optimizer को याद रहे पिछले gradients: एक ही दिशा के कदम लंबे होते जाते हैं।</translation>
    </message>
    <message>
        <source>Weight decay (L1, L2)</source>
        <translation>Weight decay (L1, L2)</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>Normalization</translation>
    </message>
    <message>
        <source>Gives the values of a layer mean 0 and standard deviation 1: BatchNorm over samples, LayerNorm over units.</source>
        <translation>Layer के मानों का mean 0 और standard deviation 1 करता है: BatchNorm samples पर, LayerNorm units पर।</translation>
    </message>
    <message>
        <source>Residual (skip) connection</source>
        <translation>Residual (skip) connection</translation>
    </message>
    <message>
        <source>Adds the input of layers to their output, so that gradients have a way around them.</source>
        <translation>Layers के output में उनका input जोड़ता है, ताकि gradients को उनके बगल से रास्ता मिले।</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Convolution</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Each position takes a weighted mean of the values at all positions; the weights depend on the data.</source>
        <translation>हर position सभी positions के मानों का भारित mean लेती है; ये weights data पर निर्भर हैं।</translation>
    </message>
    <message>
        <source>Softmax</source>
        <translation>Softmax</translation>
    </message>
    <message>
        <source>Turns numbers into probabilities that add up to 1.</source>
        <translation>संख्याओं को probabilities में बदलता है, जिनका जोड़ 1 है।</translation>
    </message>
    <message>
        <source>Logit</source>
        <translation>Logit</translation>
    </message>
    <message>
        <source>Loss curve</source>
        <translation>Loss curve</translation>
    </message>
    <message>
        <source>The loss at every training step: as long as it falls, the network is learning.</source>
        <translation>हर training step पर loss: गिरे तो network सीख रहा है।</translation>
    </message>
    <message>
        <source>Switches off random units during training, so that no unit comes to rely on any one other unit.</source>
        <translation>Training में कुछ units को random बंद करता है, ताकि कोई किसी एक पर निर्भर न रहे।</translation>
    </message>
    <message>
        <source>Applies the same small kernel of weights at every position of an image or a sequence.</source>
        <translation>Image या sequence की हर position पर weights का वही छोटा kernel।</translation>
    </message>
    <message>
        <source>What a network should learn: to predict numbers (regression), or to tell two or more classes apart.</source>
        <translation>Network को क्या सीखना है: संख्याओं का अनुमान (regression), या दो या कई classes में फ़र्क करना।</translation>
    </message>
    <message>
        <source>An output before sigmoid or softmax turns it into a probability.</source>
        <translation>वह output जिससे sigmoid या softmax अभी probability नहीं बना है।</translation>
    </message>
    <message>
        <source>Pulls every weight a little towards 0 in each step, so that none grows needlessly.</source>
        <translation>हर step में हर weight को थोड़ा 0 की ओर खींचता है, ताकि कोई बिना ज़रूरत न बढ़े।</translation>
    </message>
    <message>
        <source>One position in a sequence; the same weights are used at every time step.</source>
        <translation>Sequence में एक जगह; हर time step पर वही weights काम आते हैं।</translation>
    </message>
    <message>
        <source>The activation of a recurrent layer, which it passes on to itself at the next time step.</source>
        <translation>Recurrent layer का activation, जिसे वह अपने अगले time step को देती है।</translation>
    </message>
    <message>
        <source>The largest absolute eigenvalue ρ(W) of a recurrent matrix: below 1, gradients tend to vanish.</source>
        <translation>Recurrent matrix का सबसे बड़ा निरपेक्ष eigenvalue ρ(W): 1 से कम हो तो gradients अक्सर vanish होते हैं।</translation>
    </message>
    <message>
        <source>How much a matrix stretches vectors in one direction; the largest singular value is the matrix&apos;s spectral norm.</source>
        <translation>Matrix किसी दिशा में vector को कितना खींचती है; सबसे बड़ा singular value उसका norm है।</translation>
    </message>
</context>
<context>
    <name>GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>शब्दावली</translation>
    </message>
    <message>
        <source>Search terms…</source>
        <translation>शब्द खोजें…</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>शब्द</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>अर्थ</translation>
    </message>
    <message>
        <source>See also: {terms}</source>
        <translation>यह भी देखें: {terms}</translation>
    </message>
</context>
<context>
    <name>GoToStep</name>
    <message>
        <source>Go to step</source>
        <translation>Step पर जाएँ</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>Training step</translation>
    </message>
    <message>
        <source>Operations completed in this step</source>
        <translation>उसके कितने operations हो चुके हों</translation>
    </message>
    <message>
        <source>Reached so far: training step {furthest}; each step has {length} operations.</source>
        <translation>अब तक पहुँचे: training step {furthest}; हर एक में {length} operations हैं।</translation>
    </message>
</context>
<context>
    <name>GuardDialog</name>
    <message>
        <source>Conditional breakpoint</source>
        <translation>शर्त वाला breakpoint</translation>
    </message>
    <message>
        <source>Stop when</source>
        <translation>इस पर रुकें</translation>
    </message>
    <message>
        <source>Stop at every nth hit</source>
        <translation>हर n-वें hit पर रुकें</translation>
    </message>
</context>
<context>
    <name>Heatmaps</name>
    <message>
        <source>Weights</source>
        <translation>Weights</translation>
    </message>
    <message>
        <source>Gradients</source>
        <translation>Gradients</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Activations</translation>
    </message>
    <message>
        <source>Deltas</source>
        <translation>Deltas</translation>
    </message>
    <message>
        <source>Updates</source>
        <translation>Updates</translation>
    </message>
    <message>
        <source>Pre-activations</source>
        <translation>Pre-activations</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>मान</translation>
    </message>
    <message>
        <source>Not computed yet: press F11 to step.</source>
        <translation>अभी निकाला नहीं गया: F11 से आगे बढ़ें।</translation>
    </message>
    <message>
        <source>input channel</source>
        <translation>input channel</translation>
    </message>
    <message>
        <source>output channel</source>
        <translation>output channel</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>unit</translation>
    </message>
    <message>
        <source>in</source>
        <translation>in</translation>
    </message>
    <message>
        <source>out</source>
        <translation>out</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>sample</translation>
    </message>
    <message>
        <source>time step</source>
        <translation>time step</translation>
    </message>
    <message>
        <source>position</source>
        <translation>position</translation>
    </message>
</context>
<context>
    <name>HeatmapsPanel</name>
    <message>
        <source>log |·|</source>
        <translation>log |·|</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>हिस्टोग्राम</translation>
    </message>
    <message>
        <source>Colour by order of magnitude instead of by sign and size</source>
        <translation>चिह्न और आकार के बजाय दस की घात से रंगें</translation>
    </message>
    <message>
        <source>Show the distribution of values under each matrix</source>
        <translation>हर matrix के नीचे: उसके मान कितनी बार आते हैं</translation>
    </message>
    <message>
        <source>First draw a network that can run.</source>
        <translation>पहले चलने लायक network बनाएँ।</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>अभी निकाला नहीं गया</translation>
    </message>
    <message>
        <source>all 0</source>
        <translation>सब 0</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Export करें…</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>पिन निकालें</translation>
    </message>
    <message>
        <source>Pin to compare</source>
        <translation>तुलना के लिए पिन करें</translation>
    </message>
    <message>
        <source>{name}, step {step}</source>
        <translation>{name}, चरण {step}</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Layers</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameters</translation>
    </message>
    <message>
        <source>{count} alike: {names}</source>
        <translation>{count} एक जैसे: {names}</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>दोहराव</translation>
    </message>
    <message>
        <source>Drawn as one card</source>
        <translation>एक कार्ड में</translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message>
        <source>{count} items selected.</source>
        <translation>{count} चीज़ें चुनी गईं।</translation>
    </message>
    <message>
        <source>Select a layer or a wire to see and change its settings.</source>
        <translation>Settings देखने और बदलने के लिए कोई layer या wire चुनें।</translation>
    </message>
    <message>
        <source>{units}, set by the source layers</source>
        <translation>{units}, पिछली layers से तय</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>Activation</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <translation>प्रारंभिक weights</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>Bias</translation>
    </message>
    <message>
        <source>Bias values</source>
        <translation>Bias के मान</translation>
    </message>
    <message>
        <source>Neuron</source>
        <translation>Neuron</translation>
    </message>
    <message>
        <source>Solid: f. Dashed: its slope f′, which multiplies the gradient on its way back.</source>
        <translation>पूरी रेखा: f। टूटी रेखा: उसकी ढलान f′, जिससे पीछे जाता gradient गुणा होता है।</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>अभी निकाला नहीं गया</translation>
    </message>
    <message>
        <source>  saturated</source>
        <translation>  saturated (संतृप्त)</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>Weighted</translation>
    </message>
    <message>
        <source>Direct (skip connection)</source>
        <translation>सीधा (skip connection)</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>प्रकार</translation>
    </message>
    <message>
        <source>Reads the previous time step</source>
        <translation>पिछला time step पढ़ता है</translation>
    </message>
    <message>
        <source>Frozen (not trained)</source>
        <translation>Freeze (train नहीं होता)</translation>
    </message>
    <message>
        <source>Weights (rows: target units)</source>
        <translation>Weights (पंक्तियाँ: target की units)</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>{name} बदलें</translation>
    </message>
    <message>
        <source>{count} values: see the heatmap.</source>
        <translation>{count} मान: हीटमैप देखें।</translation>
    </message>
    <message>
        <source>{text} is not a number; the old value is kept.</source>
        <translation>{text} संख्या नहीं है; पुराना मान बना रहा।</translation>
    </message>
    <message>
        <source>Current factors</source>
        <translation>मौजूदा गुणक</translation>
    </message>
    <message>
        <source>Weights (columns: target units)</source>
        <translation>Weights (columns: target की units)</translation>
    </message>
    <message>
        <source>A tied wire uses the weights of another; their gradient is the sum over both.</source>
        <translation>बँधा (tied) wire किसी और के weights लेता है; उनका gradient दोनों का योग है।</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Weights</translation>
    </message>
    <message>
        <source>several</source>
        <translation>कई</translation>
    </message>
    <message>
        <source>Activation of all</source>
        <translation>सबका activation</translation>
    </message>
    <message>
        <source>Activation of the selected layers</source>
        <translation>चुनी हुई layers का activation</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>आकार (shape)</translation>
    </message>
    <message>
        <source>Loss of {name}</source>
        <translation>{name} का loss</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>{name}: height</source>
        <translation>{name}: ऊँचाई</translation>
    </message>
    <message>
        <source>{name}: width</source>
        <translation>{name}: चौड़ाई</translation>
    </message>
    <message>
        <source>Units, then the grid of their positions; for images, as in PyTorch: (channels, height, width)</source>
        <translation>Units, फिर उनकी positions की व्यवस्था: images में PyTorch की तरह (channels, height, width)</translation>
    </message>
    <message>
        <source>Separate height and width</source>
        <translation>ऊँचाई और चौड़ाई अलग-अलग</translation>
    </message>
    <message>
        <source>the one in the Data panel</source>
        <translation>Data पैनल वाला</translation>
    </message>
    <message>
        <source>If there are several outputs, one has the loss in the Data panel, and each of the others has its own.</source>
        <translation>कई outputs में से एक का loss Data पैनल में होता है, और बाकी हर एक का अपना loss होता है।</translation>
    </message>
    <message>
        <source>Gradient by loss</source>
        <translation>Loss के अनुसार gradient</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>cosine</translation>
    </message>
    <message>
        <source>share</source>
        <translation>हिस्सा</translation>
    </message>
    <message>
        <source>The gradient of these parameters, split by loss: the size of what each loss sends back, its share of the whole (negative if that loss pulls against the whole), and the cosine between two losses: 1 if they pull the same way, 0 at right angles, −1 against each other.</source>
        <translation>इन parameters का gradient, हिस्सों में: हर loss जो वापस भेजता है उसका आकार, पूरे में उसका हिस्सा (0 से कम हो तो वह उलटा खींचता है), और क्या दो loss एक ही ओर खींचते हैं: cosine 1 यानी एक ही ओर, 0 यानी समकोण पर, −1 यानी एक-दूसरे के विरुद्ध।</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard की कुंजियाँ</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>मानक</translation>
    </message>
    <message>
        <source>Search actions…</source>
        <translation>काम खोजें…</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>तैयार सेट</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>काम</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>कुंजी</translation>
    </message>
    <message>
        <source>Also on the canvas and the timeline: n steps over, s into, o out, comma back; b sets or removes a breakpoint, c runs, Space runs or pauses.</source>
        <translation>Canvas और टाइमलाइन पर ये भी: n पार, s भीतर, o बाहर, b breakpoint, c चलाएँ, अल्पविराम पीछे, Space चलाएँ या रोकें।</translation>
    </message>
    <message>
        <source>{key} is no longer assigned to “{action}”.</source>
        <translation>{key} अब “{action}” की कुंजी नहीं है।</translation>
    </message>
</context>
<context>
    <name>LayerSearch</name>
    <message>
        <source>Layer to add…</source>
        <translation>कौन-सी layer जोड़नी है…</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>प्रकार</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Update ratio</source>
        <translation>Update अनुपात</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>मरी</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>कब से</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>क्या मिला</translation>
    </message>
    <message>
        <source>The class of the module, and the function that follows it</source>
        <translation>Module की class, और उसके बाद का function</translation>
    </message>
    <message>
        <source>Root mean square of the gradient of the loss with respect to the layer&apos;s output at this step</source>
        <translation>इस step पर layer के output के सापेक्ष loss के gradient का RMS</translation>
    </message>
    <message>
        <source>Share of ReLU units that are 0 for every sample, or of saturated elements of tanh and sigmoid</source>
        <translation>ReLU units का वह हिस्सा जो हर sample के लिए 0 है, या tanh और sigmoid के saturated मानों का हिस्सा</translation>
    </message>
    <message>
        <source>What is wrong with the layer</source>
        <translation>Layer में क्या गड़बड़ है</translation>
    </message>
    <message>
        <source>Other run</source>
        <translation>दूसरा run</translation>
    </message>
    <message>
        <source>The same gradient in the run that this one is compared with, at the same training step</source>
        <translation>जिस run से तुलना हो रही है, उसमें उसी training step पर वही gradient</translation>
    </message>
    <message>
        <source>The layers in the order in which they are called. Names are shortened; the tooltip shows the full name.</source>
        <translation>Layer, चलने के क्रम में। नाम छोटे किए गए हैं; पूरा नाम tooltip में है।</translation>
    </message>
    <message>
        <source>Largest ratio of the size of an update to that of its weight matrix at this step</source>
        <translation>इस step पर weight matrix के सापेक्ष सबसे बड़ा update</translation>
    </message>
    <message>
        <source>The training step since which something has been wrong with the layer: double-click to go there</source>
        <translation>वह training step जब से layer में कुछ गड़बड़ है: वहाँ जाने के लिए double-click करें</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Filter by words: attn, Conv2d, dead, error…</source>
        <translation>शब्दों से छाँटें: attn, Conv2d, dead…</translation>
    </message>
    <message>
        <source>Filter layers by words</source>
        <translation>Layers को शब्दों से छाँटें</translation>
    </message>
    <message>
        <source>Layers of the recorded run</source>
        <translation>Record किए हुए run की layers</translation>
    </message>
    <message>
        <source>Open a recorded run (File &gt; Open recorded run…, or drop its folder here) to see its layers.</source>
        <translation>Layers देखने के लिए record किया हुआ run खोलें (File &gt; Record किया हुआ run खोलें…, या उसका folder यहाँ छोड़ें)।</translation>
    </message>
    <message>
        <source>No layer matches all of these words.</source>
        <translation>किसी layer में ये सारे शब्द नहीं हैं।</translation>
    </message>
    <message>
        <source>Show only layers with all of these words, and mark them in all plots</source>
        <translation>केवल वे layers रहती हैं जिनमें ये सारे शब्द हैं, और वे सभी plots में दिखाई जाती हैं</translation>
    </message>
</context>
<context>
    <name>Lesson</name>
    <message>
        <source>Cards to put in order</source>
        <translation>क्रम में रखने के cards</translation>
    </message>
    <message>
        <source>Drag the cards, or move them with Ctrl+↑ and Ctrl+↓.</source>
        <translation>Cards को खींचें, या Ctrl+↑ और Ctrl+↓ से खिसकाएँ।</translation>
    </message>
    <message>
        <source>Places to choose from</source>
        <translation>चुनने की जगहें</translation>
    </message>
    <message>
        <source>It is {value}</source>
        <translation>सही है {value}</translation>
    </message>
    <message>
        <source>You said {given} · it is {value}</source>
        <translation>आपने कहा {given} · सही है {value}</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>आपका उत्तर</translation>
    </message>
    <message>
        <source>It rises</source>
        <translation>बढ़ेगा</translation>
    </message>
    <message>
        <source>It falls</source>
        <translation>घटेगा</translation>
    </message>
    <message>
        <source>Your sentence</source>
        <translation>आपका वाक्य</translation>
    </message>
    <message>
        <source>A kernel is used at every position; its gradient is the sum over all of them.</source>
        <translation>Kernel हर position पर इस्तेमाल होता है; उसका gradient उन सबका योग है।</translation>
    </message>
    <message>
        <source>Speech and other signals</source>
        <translation>आवाज़ और दूसरे signal</translation>
    </message>
    <message>
        <source>A gate keeps what was heard; the gradient goes back through the time steps.</source>
        <translation>Gate सुनी हुई बात बचाता है; gradient time steps में पीछे जाता है।</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>भाषा</translation>
    </message>
    <message>
        <source>Each token attends to others; the loss on the next token trains every layer.</source>
        <translation>हर token दूसरों पर ध्यान देता है; अगले token का loss हर layer को सिखाता है।</translation>
    </message>
    <message>
        <source>Steering, as in autonomous driving</source>
        <translation>Steering, जैसे अपने-आप चलती गाड़ी में</translation>
    </message>
    <message>
        <source>It stays the same</source>
        <translation>उतना ही रहेगा</translation>
    </message>
    <message>
        <source>Choose the factors in order along the path.</source>
        <translation>Factors को path के क्रम में चुनें।</translation>
    </message>
    <message>
        <source>The output is a number, such as an angle; the network learns from its squared error.</source>
        <translation>Output एक संख्या है, जैसे कोण; network squared error से सीखता है।</translation>
    </message>
    <message>
        <source>Recognising images</source>
        <translation>तस्वीरें पहचानना</translation>
    </message>
    <message>
        <source>Hands raised for: {option}</source>
        <translation>हाथ उठे: {option}</translation>
    </message>
    <message>
        <source>Click in the window, or choose here.</source>
        <translation>Window में click करें, या यहाँ चुनें।</translation>
    </message>
</context>
<context>
    <name>LessonDesk</name>
    <message>
        <source>{name} cannot be opened</source>
        <translation>{name} नहीं खुल सकता</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>पाठ खोलें</translation>
    </message>
    <message>
        <source>Lessons (*.json)</source>
        <translation>पाठ (*.json)</translation>
    </message>
    <message>
        <source>No question is due today.</source>
        <translation>आज कोई प्रश्न नहीं है।</translation>
    </message>
    <message>
        <source>Forget my answers</source>
        <translation>मेरे उत्तर मिटाएँ</translation>
    </message>
    <message>
        <source>Your progress in the lessons cannot be read. It has been moved to {path}.</source>
        <translation>पाठों में आपकी प्रगति पढ़ी नहीं जा सकती। उसे {path} में अलग रख दिया गया।</translation>
    </message>
    <message>
        <source>Delete your progress in the lessons and all saved answers?</source>
        <translation>पाठों में आपकी प्रगति और रखे गए सभी उत्तर मिटाएँ?</translation>
    </message>
    <message>
        <source>Some questions are no longer asked: their lessons have been removed or changed.</source>
        <translation>कुछ सवाल दोबारा नहीं पूछे जाएँगे: उनके पाठ अब नहीं हैं या बदल गए हैं।</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Undo</source>
        <translation>वापस लें</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>फिर करें</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>उदाहरण</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>हाल की फ़ाइलें</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>रंग</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>पैनल</translation>
    </message>
</context>
<context>
    <name>Minimap</name>
    <message>
        <source>Overview of the network; click a spot to go there</source>
        <translation>पूरा network; वहाँ जाने के लिए क्लिक करें</translation>
    </message>
</context>
<context>
    <name>ModelDialog</name>
    <message>
        <source>Open the model {name}</source>
        <translation>Model {name} खोलें</translation>
    </message>
    <message>
        <source>Activation after each layer</source>
        <translation>हर layer के बाद का function</translation>
    </message>
    <message>
        <source>Output activation</source>
        <translation>अंतिम activation</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>The file has these layers, from input to output:</source>
        <translation>फ़ाइल में ये layer हैं, input से output तक:</translation>
    </message>
    <message>
        <source>The file does not say what comes between them:</source>
        <translation>वह नहीं बताती कि उनके बीच क्या है:</translation>
    </message>
    <message>
        <source>The model opens with random data of matching shape; choose your own under Data.</source>
        <translation>यह अपने shape के random डेटा पर खुलता है; अपना डेटा “डेटा” में चुनें।</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>ऊपर</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>नीचे</translation>
    </message>
    <message>
        <source>This is the order of the model</source>
        <translation>Model में यही क्रम है</translation>
    </message>
    <message>
        <source>A max pool follows each convolution</source>
        <translation>हर convolution के बाद एक max pool आता है</translation>
    </message>
    <message>
        <source>The norms come first (norm_first=True)</source>
        <translation>Norm पहले आते हैं (norm_first=True)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>कोई नहीं</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>Padding</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>Heads</translation>
    </message>
    <message>
        <source>Shape of a sample: {shape}.</source>
        <translation>एक sample का shape: {shape}।</translation>
    </message>
    <message>
        <source>“same”: maps keep their size</source>
        <translation>“same”: maps का आकार वही रहता है</translation>
    </message>
    <message>
        <source>The names do not show the order of these layers, and the layers fit together in any order: {names}. Put them in order.</source>
        <translation>नामों से पता नहीं चलता कि ये layer किस क्रम में हैं, और ये हर क्रम में बैठती हैं: {names}. इन्हें क्रम में रखें।</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>What you saw and what you will try next. Saved with the session (.bpx).</source>
        <translation>आपने क्या देखा और आगे क्या आज़माएँगे। Session (.bpx) सहेजने पर यह रहता है।</translation>
    </message>
</context>
<context>
    <name>NudgeDialog</name>
    <message>
        <source>Nudge this weight</source>
        <translation>इस weight को थोड़ा हिलाएँ</translation>
    </message>
    <message>
        <source>Nudge h</source>
        <translation>कितना हिलाएँ, h</translation>
    </message>
    <message>
        <source>∂L/∂w by backpropagation</source>
        <translation>backpropagation से ∂L/∂w</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>Passes</translation>
    </message>
    <message>
        <source>known after the backward pass</source>
        <translation>backward pass के बाद पता चलेगा</translation>
    </message>
    <message>
        <source>Forward passes so far: {passes}. All parameters ({count}) would take {all}; backpropagation needs one forward and one backward pass for all of them.</source>
        <translation>अब तक forward passes: {passes}। सभी parameters ({count}) के लिए {all} लगेंगे; backpropagation को सबके लिए एक forward और एक backward pass काफ़ी है।</translation>
    </message>
</context>
<context>
    <name>NumberForm</name>
    <message>
        <source>Accepted answer, as an expression</source>
        <translation>सही उत्तर, expression के रूप में</translation>
    </message>
    <message>
        <source>It may be off</source>
        <translation>कितना अंतर चलेगा</translation>
    </message>
    <message>
        <source>Name of the number</source>
        <translation>संख्या का नाम</translation>
    </message>
</context>
<context>
    <name>OrderForm</name>
    <message>
        <source>Cards, in the correct order</source>
        <translation>Card, सही क्रम में</translation>
    </message>
    <message>
        <source>Another card</source>
        <translation>एक और card</translation>
    </message>
    <message>
        <source>A card for the selected line</source>
        <translation>चुनी हुई पंक्ति का card</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Part</source>
        <translation>हिस्सा</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>मान</translation>
    </message>
    <message>
        <source>Outline of the network</source>
        <translation>Network की रूपरेखा</translation>
    </message>
    <message>
        <source>{name}, units: {units}</source>
        <translation>{name}, units: {units}</translation>
    </message>
    <message>
        <source>, from {sources}</source>
        <translation>, {sources} से</translation>
    </message>
    <message>
        <source>, loss: {loss}</source>
        <translation>, loss: {loss}</translation>
    </message>
    <message>
        <source>neuron {number}</source>
        <translation>neuron {number}</translation>
    </message>
    <message>
        <source>weight from {source} {number}</source>
        <translation>{source} {number} से weight</translation>
    </message>
    <message>
        <source>{name}, shape: {shape}</source>
        <translation>{name}, shape: {shape}</translation>
    </message>
    <message>
        <source>Block {name}, layers: {count}</source>
        <translation>Block {name}, layers: {count}</translation>
    </message>
    <message>
        <source>Find a layer</source>
        <translation>परत खोजें</translation>
    </message>
    <message>
        <source>Find a layer by its name, or the name of its block. Enter goes to the next one.</source>
        <translation>परत को उसके नाम से, या उसके block के नाम से खोजें। Enter अगली परत पर ले जाता है।</translation>
    </message>
    <message>
        <source>No layer has this in its name.</source>
        <translation>किसी परत के नाम में यह नहीं है।</translation>
    </message>
</context>
<context>
    <name>Over</name>
    <message>
        <source>All lessons</source>
        <translation>सभी पाठ</translation>
    </message>
    <message>
        <source>Keep this network</source>
        <translation>यह network रखें</translation>
    </message>
    <message>
        <source>**{title}** is done.</source>
        <translation>**{title}** पूरा हुआ।</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>अगला प्रश्न</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>आगे</translation>
    </message>
    <message>
        <source>Replaces your own network; Undo brings it back</source>
        <translation>आपके network की जगह; Undo से आपका लौट आता है</translation>
    </message>
    <message>
        <source>Brings back your own work</source>
        <translation>आपका अपना काम लौट आता है</translation>
    </message>
</context>
<context>
    <name>OwnGradients</name>
    <message>
        <source>has shape {theirs}, not {ours}</source>
        <translation>आकार {theirs} है, {ours} नहीं</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>मेल खाता है</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>अलग है</translation>
    </message>
    <message>
        <source>is not finite</source>
        <translation>finite संख्या नहीं है</translation>
    </message>
    <message>
        <source>several match: choose one</source>
        <translation>कई मेल खाते हैं: एक चुनें</translation>
    </message>
    <message>
        <source>not recognised: choose what it is</source>
        <translation>पहचानी नहीं गई: चुनें कि यह क्या है</translation>
    </message>
    <message>
        <source>Tolerance: 1e−4 times the largest absolute value, because these numbers are in single precision.</source>
        <translation>छूट: सबसे बड़ी संख्या का 1e−4, क्योंकि ये संख्याएँ single precision में हैं।</translation>
    </message>
    <message>
        <source>Tolerance: 1e−7 times the largest absolute value, because these numbers are in double precision.</source>
        <translation>छूट: सबसे बड़ी संख्या का 1e−7, क्योंकि ये संख्याएँ double precision में हैं।</translation>
    </message>
    <message>
        <source>Arrays that agree: {agreeing} of {count}.</source>
        <translation>मेल खाने वाली arrays: {count} में से {agreeing}।</translation>
    </message>
    <message>
        <source>First difference: {name}</source>
        <translation>पहला अंतर: {name}</translation>
    </message>
    <message>
        <source>Next difference: {name}</source>
        <translation>उसके बाद: {name}</translation>
    </message>
    <message>
        <source>Show this in the network</source>
        <translation>इसे network में दिखाएँ</translation>
    </message>
    <message>
        <source>Also wrong as a result: {names}.</source>
        <translation>इसी का असर: {names}।</translation>
    </message>
    <message>
        <source>or:</source>
        <translation>या:</translation>
    </message>
    <message>
        <source>right</source>
        <translation>सही</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>आपका</translation>
    </message>
    <message>
        <source>close enough for finite differences</source>
        <translation>पास है, जैसा finite differences में होता है</translation>
    </message>
    <message>
        <source>follows from an earlier difference</source>
        <translation>उसी का असर</translation>
    </message>
    <message>
        <source>Not given: {names}. Forgotten?</source>
        <translation>नहीं दिए गए: {names}। क्या छूट गए?</translation>
    </message>
    <message>
        <source>Treated as transposed, because the shape fits either way and the numbers agree that way: {names}. If your other weights are (out, in), a transpose is missing.</source>
        <translation>Transposed माना गया, क्योंकि आकार दोनों तरह बैठता है और संख्याएँ ऐसे ही मेल खाती हैं: {names}। अगर आपके बाक़ी weights (out, in) हैं, तो एक transpose छूटा है।</translation>
    </message>
    <message>
        <source>No array was recognised. Choose in the table what each array is.</source>
        <translation>कोई array पहचानी नहीं गई। तालिका में चुनें कि वे क्या हैं।</translation>
    </message>
    <message>
        <source>Everything agrees, up to rounding. Arrays: {count}.</source>
        <translation>rounding तक सब मेल खाता है। Arrays: {count}।</translation>
    </message>
    <message>
        <source>Off by up to {difference} of the largest absolute value, worst at {place}: the right value is {ours}, yours is {theirs}.</source>
        <translation>सबसे बड़ी संख्या के {difference} जितना अंतर, सबसे ज़्यादा {place} पर: सही {ours} है, आपका {theirs}।</translation>
    </message>
    <message>
        <source>Overall, your array is {ratio} times as large as the right one; the cosine between the two is {cosine}.</source>
        <translation>कुल मिलाकर आपका {ratio} गुना बड़ा है; दोनों के बीच का cosine {cosine} है।</translation>
    </message>
    <message>
        <source>Does your program start from the same weights and inputs? “Save starting values…” saves them.</source>
        <translation>क्या आपका program उन्हीं weights और inputs से शुरू होता है? वे “शुरुआत सहेजें…” में हैं।</translation>
    </message>
    <message>
        <source>This is not a known mistake: none of the {count} tried gives your numbers. It lies after the arrays that agree, on the way to this line:</source>
        <translation>यह चूक अनजानी है: जो {count} निकालकर देखी गईं, उनमें से किसी से आपकी संख्याएँ नहीं आतीं। यह उस सबके बाद हुई जो मेल खाता है, इस पंक्ति तक आते हुए:</translation>
    </message>
</context>
<context>
    <name>OwnGradientsDialog</name>
    <message>
        <source>Compare with my gradients</source>
        <translation>मेरे gradients से तुलना</translation>
    </message>
    <message>
        <source>Export figure…</source>
        <translation>चित्र निर्यात…</translation>
    </message>
    <message>
        <source>Yours minus ours</source>
        <translation>आपका घटा हमारा</translation>
    </message>
    <message>
        <source>Your arrays</source>
        <translation>आपकी arrays</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>तुलना</translation>
    </message>
    <message>
        <source>Open your gradients</source>
        <translation>अपने gradients खोलें</translation>
    </message>
    <message>
        <source>Arrays ({patterns});;All files (*)</source>
        <translation>Arrays ({patterns});;सभी फ़ाइलें (*)</translation>
    </message>
    <message>
        <source>Read from {name}.</source>
        <translation>{name} से पढ़ा गया।</translation>
    </message>
    <message>
        <source>text</source>
        <translation>पाठ</translation>
    </message>
    <message>
        <source>Open or paste the arrays of your own program first, under “Your arrays”.</source>
        <translation>पहले “आपकी arrays” में अपने program की arrays खोलें या चिपकाएँ।</translation>
    </message>
    <message>
        <source>yours − ours</source>
        <translation>आपका − हमारा</translation>
    </message>
    <message>
        <source>{name}: yours − ours, from −{most} to {most}</source>
        <translation>{name}: आपका − हमारा, −{most} से {most} तक</translation>
    </message>
    <message>
        <source>This network cannot run yet: the Program panel says why.</source>
        <translation>यह network अभी चल नहीं सकता: कारण “प्रोग्राम” पैनल में है।</translation>
    </message>
    <message>
        <source>Training step {step}: the weights it begins with, and its batch (samples: {samples}).</source>
        <translation>Training step {step}: जिन weights से वह शुरू होता है, और उसका {samples} का batch।</translation>
    </message>
    <message>
        <source>Compare with step {step}</source>
        <translation>Step {step} से तुलना करें</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>गणना हो रही है…</translation>
    </message>
    <message>
        <source>Looking for the mistake…</source>
        <translation>चूक खोजी जा रही है…</translation>
    </message>
    <message>
        <source>Step size ε</source>
        <translation>क़दम की चौड़ाई ε</translation>
    </message>
    <message>
        <source>Why a numeric gradient fails when the step is too small, especially in single precision</source>
        <translation>बहुत छोटे क़दम पर संख्यात्मक gradient क्यों बिगड़ता है, सबसे ज़्यादा single precision में</translation>
    </message>
</context>
<context>
    <name>OwnGradientsSource</name>
    <message>
        <source>Open file…</source>
        <translation>फ़ाइल खोलें…</translation>
    </message>
    <message>
        <source>Compare the text</source>
        <translation>इस पाठ की तुलना करें</translation>
    </message>
    <message>
        <source>Copy this text</source>
        <translation>क्या निकालना है, कॉपी करें</translation>
    </message>
    <message>
        <source>Your arrays as text</source>
        <translation>आपकी arrays, पाठ के रूप में</translation>
    </message>
    <message>
        <source>What to compute</source>
        <translation>क्या निकालना है</translation>
    </message>
    <message>
        <source>.npz, .npy, .safetensors, .csv, .json or text (Ctrl+O); or drop a file here</source>
        <translation>.npz, .npy, .safetensors, .csv, .json या पाठ (Ctrl+O); या फ़ाइल यहाँ छोड़ें</translation>
    </message>
    <message>
        <source>Compare the text above (Ctrl+Return)</source>
        <translation>ऊपर लिखे की तुलना करें (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Inputs, targets and weights of this step, for your program to start from: .npz, .csv or .safetensors</source>
        <translation>इस step के inputs, targets और weights, जिनसे आपका program शुरू करे: .npz, .csv या .safetensors</translation>
    </message>
    <message>
        <source>Run one training step in your program, starting from these values, then enter as many of its arrays as you can.</source>
        <translation>अपने program में इन मानों से शुरू करके एक training step चलाएँ, फिर उसके जितने arrays दे सकें उतने दें।</translation>
    </message>
    <message>
        <source>1. What to compute</source>
        <translation>1. क्या निकालना है</translation>
    </message>
    <message>
        <source>2. Open or paste your results</source>
        <translation>2. जो मिला उसे खोलें या चिपकाएँ</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>कॉपी हो गया।</translation>
    </message>
    <message>
        <source>Wrote {path}</source>
        <translation>{path} लिखा गया</translation>
    </message>
    <message>
        <source>Save starting values…</source>
        <translation>शुरुआत सहेजें…</translation>
    </message>
    <message>
        <source>Save starting values</source>
        <translation>शुरुआत सहेजें</translation>
    </message>
</context>
<context>
    <name>OwnGradientsTable</name>
    <message>
        <source>Your array</source>
        <translation>आपकी array</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>अंतर</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>निर्णय</translation>
    </message>
    <message>
        <source>{name} (transposed)</source>
        <translation>{name} (transposed)</translation>
    </message>
    <message>
        <source>(no name)</source>
        <translation>(बिना नाम)</translation>
    </message>
    <message>
        <source>What {name} is</source>
        <translation>{name} क्या है</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>चुनें…</translation>
    </message>
    <message>
        <source>Press Enter or double-click to show where in the network this is computed</source>
        <translation>Enter या double click से network में दिखता है कि इसे क्या निकालता है</translation>
    </message>
    <message>
        <source>Taken as</source>
        <translation>क्या मानी गई</translation>
    </message>
</context>
<context>
    <name>PaintTools</name>
    <message>
        <source>Paint points of {name}: click or drag in the plot</source>
        <translation>{name} के बिंदु बनाएँ: plot में click करें या खींचें</translation>
    </message>
    <message>
        <source>Add points: click in the plot</source>
        <translation>बिंदु जोड़ें: plot में click करें</translation>
    </message>
    <message>
        <source>Select and move points; Delete removes the selected one, and the arrow keys move it (Esc)</source>
        <translation>बिंदु चुनें और खिसकाएँ; Delete चुने हुए को हटाता है, arrow keys उसे खिसकाती हैं (Esc)</translation>
    </message>
    <message>
        <source>Remove points: click or drag in the plot (E)</source>
        <translation>बिंदु हटाएँ: plot में click करें या खींचें (E)</translation>
    </message>
    <message>
        <source>Up to {most} samples can be painted; there are {count}.</source>
        <translation>{most} samples तक ही बनाए जा सकते हैं; यहाँ {count} हैं।</translation>
    </message>
    <message>
        <source>Add a class</source>
        <translation>एक और class</translation>
    </message>
</context>
<context>
    <name>Painting</name>
    <message>
        <source>{title} is now your own table of points.</source>
        <translation>{title} अब आपकी अपनी बिंदुओं की table है।</translation>
    </message>
    <message>
        <source>Add points</source>
        <translation>बिंदु जोड़ना</translation>
    </message>
    <message>
        <source>Move a point</source>
        <translation>बिंदु खिसकाना</translation>
    </message>
    <message>
        <source>Change the class of a point</source>
        <translation>बिंदु को दूसरी class देना</translation>
    </message>
    <message>
        <source>The last point cannot be removed: without data there is nothing to learn.</source>
        <translation>आख़िरी बिंदु रहता है: बिना data के सीखने को कुछ नहीं।</translation>
    </message>
    <message>
        <source>Remove points</source>
        <translation>बिंदु हटाना</translation>
    </message>
    <message>
        <source>Training continues from step 1 with the current weights.</source>
        <translation>Training अपने मौजूदा weights के साथ step 1 से आगे चलती है।</translation>
    </message>
    <message>
        <source>Could not be drawn; the log says why.</source>
        <translation>बनाया नहीं जा सका; कारण log में है।</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Drag a layer onto the canvas, or click to add it. Then drag from the port on its right side to another layer.</source>
        <translation>Layer को canvas पर खींचें, या जोड़ने के लिए click करें। फिर उसके दाएँ port से दूसरी layer तक खींचें।</translation>
    </message>
</context>
<context>
    <name>PanelTitle</name>
    <message>
        <source>Back to normal size (Esc)</source>
        <translation>अपनी जगह वापस (Esc)</translation>
    </message>
    <message>
        <source>Close this panel</source>
        <translation>यह पैनल हटाएँ</translation>
    </message>
    <message>
        <source>Double-click: fill the window. Drag: move the panel.</source>
        <translation>Double-click: पूरी window में। खींचें: दूसरी जगह।</translation>
    </message>
    <message>
        <source>Fill the window</source>
        <translation>पूरी window में</translation>
    </message>
    <message>
        <source>Fill the window, or restore the size</source>
        <translation>पूरी window में, या वापस</translation>
    </message>
    <message>
        <source>Move to its own window, or back</source>
        <translation>अपनी अलग window में, या वापस</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>My lesson</source>
        <translation>मेरा पाठ</translation>
    </message>
    <message>
        <source>Folder for the worksheets</source>
        <translation>अभ्यास-पत्रों के लिए folder</translation>
    </message>
    <message>
        <source>Writing worksheets…</source>
        <translation>अभ्यास-पत्र लिखे जा रहे हैं…</translation>
    </message>
    <message>
        <source>Files written to {folder}: {count}</source>
        <translation>{folder} में लिखी गई files: {count}</translation>
    </message>
    <message>
        <source>Share a lesson as a page</source>
        <translation>पाठ को page के रूप में साझा करें</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>पाठ</translation>
    </message>
    <message>
        <source>Recording moments…</source>
        <translation>क्षण record हो रहे हैं…</translation>
    </message>
    <message>
        <source>Wrote {path}</source>
        <translation>{path} लिखा गया</translation>
    </message>
    <message>
        <source>Folder with the answers of a class</source>
        <translation>कक्षा के उत्तरों का folder</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>लिखा नहीं गया</translation>
    </message>
    <message>
        <source>Class report</source>
        <translation>कक्षा की report</translation>
    </message>
</context>
<context>
    <name>PhasePanel</name>
    <message>
        <source>Follow the phase</source>
        <translation>फ़ेज़ के साथ चलें</translation>
    </message>
    <message>
        <source>First draw a network that can run.</source>
        <translation>पहले चलने लायक network बनाएँ।</translation>
    </message>
    <message>
        <source>Export {title}…</source>
        <translation>{title} export करें…</translation>
    </message>
    <message>
        <source>Let the plot follow the phase of the training step, or keep one plot in view</source>
        <translation>Plot को training step के फ़ेज़ के साथ बदलने दें, या किसी एक को सामने रखें</translation>
    </message>
</context>
<context>
    <name>Phases</name>
    <message>
        <source>Forward</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>Backward</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>ऑपरेशन</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Time step</source>
        <translation>Time step</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>फ़ेज़</translation>
    </message>
    <message>
        <source>Training step</source>
        <translation>Training step</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoch</translation>
    </message>
</context>
<context>
    <name>PickForm</name>
    <message>
        <source>a layer</source>
        <translation>कोई layer</translation>
    </message>
    <message>
        <source>a neuron</source>
        <translation>कोई neuron</translation>
    </message>
    <message>
        <source>a wire</source>
        <translation>कोई wire</translation>
    </message>
    <message>
        <source>a weight</source>
        <translation>कोई weight</translation>
    </message>
    <message>
        <source>a line of the program</source>
        <translation>program की कोई पंक्ति</translation>
    </message>
    <message>
        <source>a phase</source>
        <translation>कोई phase</translation>
    </message>
    <message>
        <source>a layer at a time step</source>
        <translation>किसी time step पर कोई layer</translation>
    </message>
    <message>
        <source>a parameter</source>
        <translation>कोई parameter</translation>
    </message>
    <message>
        <source>The learner picks</source>
        <translation>सीखने वाला चुनता है</translation>
    </message>
    <message>
        <source>Right places</source>
        <translation>सही जगहें</translation>
    </message>
    <message>
        <source>All places of this kind</source>
        <translation>इस तरह की सभी जगहें</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>जोड़ें</translation>
    </message>
    <message>
        <source>Add the selection</source>
        <translation>चुनी हुई जगह जोड़ें</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>All correct places must be picked</source>
        <translation>सभी सही जगहें चुननी होंगी</translation>
    </message>
    <message>
        <source>Or every place for which this is true (“it” stands for the place)</source>
        <translation>या हर वह जगह जिसके लिए यह सत्य है (“it” का अर्थ वह जगह है)</translation>
    </message>
</context>
<context>
    <name>PicturesDialog</name>
    <message>
        <source>Pictures from {name}</source>
        <translation>{name} से चित्र</translation>
    </message>
    <message>
        <source>Draw a small convolutional network for them</source>
        <translation>इनके लिए एक छोटा convolutional network बनाएँ</translation>
    </message>
    <message>
        <source>Draw a small autoencoder for them: without classes, each picture is its own target</source>
        <translation>इनके लिए एक छोटा autoencoder बनाएँ: classes के बिना हर चित्र स्वयं अपना target है</translation>
    </message>
    <message>
        <source>As the network sees them:</source>
        <translation>जैसे network इन्हें देखता है:</translation>
    </message>
    <message>
        <source>{height} × {width} pixels; for training: {samples}, held out: {kept}</source>
        <translation>{height} × {width} pixels; सीखने के लिए: {samples}, अलग रखे: {kept}</translation>
    </message>
    <message>
        <source>Pictures: {count}.</source>
        <translation>चित्र: {count}।</translation>
    </message>
    <message>
        <source>Classes: {count} ({names}).</source>
        <translation>Classes: {count} ({names})।</translation>
    </message>
</context>
<context>
    <name>PlotPanel</name>
    <message>
        <source>Export this plot (PNG, SVG, PDF, CSV)</source>
        <translation>यह plot export करें (PNG, SVG, PDF, CSV)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Export करें…</translation>
    </message>
    <message>
        <source>{share} – stop</source>
        <translation>{share} – रोकें</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>चिकना करें</translation>
    </message>
    <message>
        <source>Stop refining: keep the plot as detailed as it is now</source>
        <translation>Plot को इतना ही बारीक रहने दें</translation>
    </message>
    <message>
        <source>Smooth the curve; the original stays visible, pale, behind the smooth one</source>
        <translation>Curve को smooth करें; मूल curve पीछे फीकी बनी रहती है</translation>
    </message>
</context>
<context>
    <name>Plots</name>
    <message>
        <source>First draw a network that can run.</source>
        <translation>पहले चलने लायक network बनाएँ।</translation>
    </message>
    <message>
        <source>Nothing computed yet: step with F10, or run with F5.</source>
        <translation>अभी कुछ निकाला नहीं गया: F10 से चरण चलें, या F5 से चलाएँ।</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>other network</source>
        <translation>दूसरा network</translation>
    </message>
    <message>
        <source>best constant prediction</source>
        <translation>सबसे अच्छा स्थिर उत्तर</translation>
    </message>
    <message>
        <source>step {step}: {loss}</source>
        <translation>step {step}: {loss}</translation>
    </message>
    <message>
        <source>Shown for recurrent layers that were recorded with arrays=True.</source>
        <translation>arrays=True के साथ record किए recurrent layer के लिए दिखता है।</translation>
    </message>
    <message>
        <source>replayed here; weight gradients differ from the recorded ones by {difference}</source>
        <translation>यहाँ दोहराया गया; weight के gradient record किए हुओं से {difference} अलग हैं</translation>
    </message>
    <message>
        <source>held-out samples</source>
        <translation>अलग रखे sample</translation>
    </message>
    <message>
        <source>no clipping</source>
        <translation>clipping नहीं</translation>
    </message>
    <message>
        <source>after clipping</source>
        <translation>clipping के बाद</translation>
    </message>
    <message>
        <source>every element is clipped to ±{limit}; the norm shown is the one before clipping</source>
        <translation>हर अवयव ±{limit} पर कटता है; दिखाया गया norm clipping से पहले का है</translation>
    </message>
    <message>
        <source>training step</source>
        <translation>training step</translation>
    </message>
    <message>
        <source>with the remedy</source>
        <translation>उपाय के साथ</translation>
    </message>
    <message>
        <source>Gradient by depth</source>
        <translation>गहराई में gradient</translation>
    </message>
    <message>
        <source>depth from input to output</source>
        <translation>input से output तक गहराई</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>loss</translation>
    </message>
    <message>
        <source>Depth profile</source>
        <translation>गहराई में gradient</translation>
    </message>
    <message>
        <source>0 or below 1e−16</source>
        <translation>0 या 1e−16 से कम</translation>
    </message>
    <message>
        <source>layer (input on the left)</source>
        <translation>layer, input बाएँ</translation>
    </message>
    <message>
        <source>vanishing</source>
        <translation>vanishing</translation>
    </message>
    <message>
        <source>exploding</source>
        <translation>exploding</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>स्वस्थ</translation>
    </message>
    <message>
        <source>‖∂L/∂z‖, other network</source>
        <translation>‖∂L/∂z‖, दूसरा network</translation>
    </message>
    <message>
        <source>layer (input at the bottom)</source>
        <translation>layer, input नीचे</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>औसत</translation>
    </message>
    <message>
        <source>std</source>
        <translation>std</translation>
    </message>
    <message>
        <source>but {layer} gets only {share} of what the last hidden layer gets</source>
        <translation>पर {layer} को आखिरी hidden layer के gradient का केवल {share} मिलता है</translation>
    </message>
    <message>
        <source>cosine between samples</source>
        <translation>samples का cosine</translation>
    </message>
    <message>
        <source>variance last/first {ratio}; cosine 1: all samples look alike</source>
        <translation>variance आखिरी/पहली {ratio}; cosine 1: सब samples एक जैसे</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>activation</translation>
    </message>
    <message>
        <source>Shown for layers with sigmoid, tanh or ReLU; this network has none.</source>
        <translation>sigmoid, tanh या ReLU वाली layers के लिए दिखता है: यहाँ कोई नहीं।</translation>
    </message>
    <message>
        <source>saturated</source>
        <translation>saturated</translation>
    </message>
    <message>
        <source>dead ReLU units</source>
        <translation>मरी ReLU units</translation>
    </message>
    <message>
        <source>share (%)</source>
        <translation>हिस्सा % में</translation>
    </message>
    <message>
        <source>accumulated from the output</source>
        <translation>output से संचित</translation>
    </message>
    <message>
        <source>single steps</source>
        <translation>हर कदम</translation>
    </message>
    <message>
        <source>median</source>
        <translation>माध्यिका</translation>
    </message>
    <message>
        <source>sample {sample}; mean singular value per step: {mean}</source>
        <translation>sample {sample}; एक कदम का औसत σ {mean}</translation>
    </message>
    <message>
        <source>Gradient through time</source>
        <translation>समय में Gradient</translation>
    </message>
    <message>
        <source>For recurrent networks: drag a wire from a layer back to itself and choose sequence data.</source>
        <translation>Recurrent network के लिए: layer से उसी layer तक wire खींचें और कोई sequence चुनें।</translation>
    </message>
    <message>
        <source>Known once the loss has been computed: step with F10.</source>
        <translation>Loss के बाद पता चलता है: F10 से चरण चलें।</translation>
    </message>
    <message>
        <source>state at time k</source>
        <translation>state का समय k</translation>
    </message>
    <message>
        <source>loss at time t</source>
        <translation>loss का समय t</translation>
    </message>
    <message>
        <source>median gradient</source>
        <translation>माध्यिका gradient</translation>
    </message>
    <message>
        <source>half-life in time steps: {steps} (short)</source>
        <translation>अर्ध-आयु {steps} time steps: छोटी</translation>
    </message>
    <message>
        <source>half-life in time steps: {steps}</source>
        <translation>अर्ध-आयु {steps} time steps</translation>
    </message>
    <message>
        <source>does not decay: ×{factor} per time step</source>
        <translation>मंद नहीं पड़ता: हर time step ×{factor}</translation>
    </message>
    <message>
        <source>lag t − k</source>
        <translation>lag t − k</translation>
    </message>
    <message>
        <source>For LSTM and GRU cells: add one from the palette, or try one as a remedy.</source>
        <translation>LSTM और GRU cells के लिए: palette से एक जोड़ें, या उपाय के रूप में आज़माएँ।</translation>
    </message>
    <message>
        <source>mean {gate}</source>
        <translation>औसत {gate}</translation>
    </message>
    <message>
        <source>gradients relative to their maximum; {kept} of the initial memory remains</source>
        <translation>gradients अपने अधिकतम के सापेक्ष; शुरुआती स्मृति का {kept} बचता है</translation>
    </message>
    <message>
        <source>size</source>
        <translation>आकार</translation>
    </message>
    <message>
        <source>share (all shares add up to 1)</source>
        <translation>हिस्सा (योग 1)</translation>
    </message>
    <message>
        <source>sum over time steps ({count}): {total}</source>
        <translation>{count} time steps का योग {total}</translation>
    </message>
    <message>
        <source>share</source>
        <translation>हिस्सा</translation>
    </message>
    <message>
        <source>Update ratio</source>
        <translation>Update अनुपात</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Prediction</translation>
    </message>
    <message>
        <source>target</source>
        <translation>target</translation>
    </message>
    <message>
        <source>network</source>
        <translation>network</translation>
    </message>
    <message>
        <source>time step</source>
        <translation>time step</translation>
    </message>
    <message>
        <source>time step: input → target</source>
        <translation>time step: input → target</translation>
    </message>
    <message>
        <source>next character</source>
        <translation>अगला अक्षर</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>probability</translation>
    </message>
    <message>
        <source>chosen sample</source>
        <translation>चुना हुआ sample</translation>
    </message>
    <message>
        <source>output</source>
        <translation>output</translation>
    </message>
    <message>
        <source>sample {number}</source>
        <translation>sample {number}</translation>
    </message>
    <message>
        <source>the network predicts: {said}</source>
        <translation>network कहता है: {said}</translation>
    </message>
    <message>
        <source>Loss at every training step.</source>
        <translation>हर training step का loss।</translation>
    </message>
    <message>
        <source>Gradient per layer: does it vanish or explode on its way to the input?</source>
        <translation>हर layer का gradient: input तक जाते हुए वह vanish होता है या explode?</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Gradient norm</translation>
    </message>
    <message>
        <source>Norm of the whole gradient at every step, before and after clipping.</source>
        <translation>हर step में पूरे gradient का norm, clipping से पहले और बाद।</translation>
    </message>
    <message>
        <source>Loss surface</source>
        <translation>Loss सतह</translation>
    </message>
    <message>
        <source>The loss around the current weights, and the path that led there.</source>
        <translation>वर्तमान weights के आसपास loss, और वहाँ तक का रास्ता।</translation>
    </message>
    <message>
        <source>Flow map</source>
        <translation>Flow map</translation>
    </message>
    <message>
        <source>Gradient of every layer over the whole training run.</source>
        <translation>पूरे training में हर layer का gradient।</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Mean and standard deviation of the activations per layer: does the signal survive on its way forward?</source>
        <translation>हर layer की activations का औसत और फैलाव: क्या signal आगे तक बचता है?</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Saturation</translation>
    </message>
    <message>
        <source>Share of saturated activations and dead ReLU units per layer.</source>
        <translation>हर layer में saturated activations और मरी ReLU units का हिस्सा।</translation>
    </message>
    <message>
        <source>Jacobian</source>
        <translation>Jacobian</translation>
    </message>
    <message>
        <source>Singular values of the Jacobian between layers or time steps: how much a gradient is stretched or shrunk on its way back.</source>
        <translation>Layers या time steps के बीच singular values: लौटते हुए gradient कितना खिंचता या सिकुड़ता है।</translation>
    </message>
    <message>
        <source>How much the loss at time t depends on the state at time k.</source>
        <translation>समय t का loss समय k की state पर कितना निर्भर है।</translation>
    </message>
    <message>
        <source>Lag profile</source>
        <translation>Lag profile</translation>
    </message>
    <message>
        <source>How far back in time a gradient reaches, and its half-life.</source>
        <translation>Gradient समय में कितना पीछे पहुँचता है, और उसकी अर्ध-आयु।</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Gates</translation>
    </message>
    <message>
        <source>The gate that keeps the memory of an LSTM or GRU, and the gradients of the cell and the output.</source>
        <translation>LSTM या GRU की स्मृति रखने वाला gate, और cell व output के gradient।</translation>
    </message>
    <message>
        <source>Time-step shares</source>
        <translation>समय के हिस्से</translation>
    </message>
    <message>
        <source>What each time step contributes to the gradient of a shared weight.</source>
        <translation>साझे weight के gradient में हर time step का योगदान।</translation>
    </message>
    <message>
        <source>Decision boundary, fitted curve or predicted sequence.</source>
        <translation>Decision boundary, fit की हुई वक्र या अनुमानित sequence।</translation>
    </message>
    <message>
        <source>Size of each update relative to the size of the weights.</source>
        <translation>Weights के आकार के मुकाबले हर update का आकार।</translation>
    </message>
    <message>
        <source>Vanishing and exploding gradients: {activation}</source>
        <translation>Vanishing और exploding: {activation}</translation>
    </message>
    <message>
        <source>neither vanishing nor exploding</source>
        <translation>दोनों नहीं</translation>
    </message>
    <message>
        <source>units per layer: {units}; median over seeds: {seeds}; blue: vanishing, red: exploding</source>
        <translation>{units} units, {seeds} seeds की माध्यिका; नीला vanishing, लाल exploding</translation>
    </message>
    <message>
        <source>two random directions</source>
        <translation>दो यादृच्छिक दिशाएँ</translation>
    </message>
    <message>
        <source>the selected weight</source>
        <translation>चुना हुआ weight</translation>
    </message>
    <message>
        <source>the two weights selected last</source>
        <translation>पिछले दो चुने weights</translation>
    </message>
    <message>
        <source>path</source>
        <translation>रास्ता</translation>
    </message>
    <message>
        <source>now</source>
        <translation>अभी</translation>
    </message>
    <message>
        <source>all other weights keep the values they had when this was computed</source>
        <translation>बाकी सब weights वैसे जैसे गणना के समय थे</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>बिना बदलाव</translation>
    </message>
    <message>
        <source>No loss yet: step with F10 until the loss is computed, or run with F5.</source>
        <translation>अभी कोई loss नहीं: loss निकलने तक F10 से चरण चलें, या F5 से चलाएँ।</translation>
    </message>
    <message>
        <source>Loss: how wrong the prediction is, and how that has changed.</source>
        <translation>Loss: अनुमान कितना गलत है, और यह कैसे बदला है।</translation>
    </message>
    <message>
        <source>Run: the loss, and what the network predicts.</source>
        <translation>चल रहा है: loss, और network का अनुमान।</translation>
    </message>
    <message>
        <source>Before the first step: what the network predicts with its initial weights.</source>
        <translation>पहले step से पहले: शुरुआती weights के साथ network का अनुमान।</translation>
    </message>
    <message>
        <source>Step with F10: this plot shows what matters in each phase.</source>
        <translation>F10 से चरण चलें: यह plot हर फ़ेज़ में वही दिखाता है जो ज़रूरी है।</translation>
    </message>
    <message>
        <source>Forward pass done: what the network predicts now.</source>
        <translation>Forward pass पूरा: network का मौजूदा अनुमान।</translation>
    </message>
    <message>
        <source>Forward pass: the activations of {layer}, just computed.</source>
        <translation>Forward pass: {layer} की activations, अभी निकाली गईं।</translation>
    </message>
    <message>
        <source>Forward pass: z of {layer}, just computed; its activation comes next.</source>
        <translation>Forward pass: {layer} का z, अभी निकाला गया; आगे उसकी activation आएगी।</translation>
    </message>
    <message>
        <source>Forward pass: a value on the way to {layer}, just computed.</source>
        <translation>Forward pass: {layer} तक पहुँचने का एक मान, अभी निकाला गया।</translation>
    </message>
    <message>
        <source>Backward pass: the gradient reaches one layer after another, output first.</source>
        <translation>Backward pass: gradient एक-एक layer तक पहुँचता है, output से शुरू।</translation>
    </message>
    <message>
        <source>Backward pass: δ of {layer}, the gradient of the loss with respect to its pre-activations.</source>
        <translation>Backward pass: {layer} का δ, यानी उसके pre-activations के सापेक्ष loss का gradient।</translation>
    </message>
    <message>
        <source>Update: the weights {wire} after the step, and how far each one moved.</source>
        <translation>Update: step के बाद {wire} के weights, और हर एक कितना खिसका।</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Activations</translation>
    </message>
    <message>
        <source>Deltas</source>
        <translation>Deltas</translation>
    </message>
    <message>
        <source>Weights and update</source>
        <translation>Weights और update</translation>
    </message>
    <message>
        <source>{plot}, in every phase, as you chose.</source>
        <translation>{plot}, हर फ़ेज़ में, जैसा आपने चुना।</translation>
    </message>
    <message>
        <source>target ≤ {value}</source>
        <translation>target ≤ {value}</translation>
    </message>
    <message>
        <source>target &gt; {value}</source>
        <translation>target &gt; {value}</translation>
    </message>
    <message>
        <source>index of the most likely class + its probability</source>
        <translation>सबसे संभावित class का index + उसकी probability</translation>
    </message>
    <message>
        <source>decision boundary</source>
        <translation>decision boundary</translation>
    </message>
    <message>
        <source>sample {number}: target {target}, output {output}</source>
        <translation>sample {number}: target {target}, output {output}</translation>
    </message>
    <message>
        <source>correct: {right} of {count}</source>
        <translation>सही: {count} में से {right}</translation>
    </message>
    <message>
        <source>×{factor} per layer, first/last {ratio}: {words}</source>
        <translation>हर layer ×{factor}, पहली/अंतिम {ratio}: {words}</translation>
    </message>
    <message>
        <source>×{factor} per layer, first/last {ratio}: {words} since step {since}</source>
        <translation>हर layer ×{factor}, पहली/अंतिम {ratio}: step {since} से {words}</translation>
    </message>
    <message>
        <source>before that {words}, at worst ×{factor} per layer at step {step}</source>
        <translation>उससे पहले {words}, सबसे बुरा step {step} पर, हर layer ×{factor}</translation>
    </message>
    <message>
        <source>shrinking</source>
        <translation>सिकुड़ता</translation>
    </message>
    <message>
        <source>growing</source>
        <translation>बढ़ता</translation>
    </message>
    <message>
        <source>measured at step {step}; ρ(W) is now {radius}: keep stepping to measure again</source>
        <translation>step {step} पर मापा गया; अब ρ(W) {radius} है: फिर मापने के लिए आगे बढ़ें</translation>
    </message>
    <message>
        <source>Run: the loss, and the gradient at each layer:</source>
        <translation>चल रहा है: loss, और हर layer पर gradient:</translation>
    </message>
    <message>
        <source>limits relative to the last hidden layer</source>
        <translation>सीमाएँ अंतिम hidden layer के सापेक्ष</translation>
    </message>
    <message>
        <source>vanishing or exploding</source>
        <translation>vanishing या exploding</translation>
    </message>
    <message>
        <source>typical</source>
        <translation>सामान्य</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>बहुत बड़ा</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>frozen</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>norm</translation>
    </message>
    <message>
        <source>sigmoid outside 0.05–0.95, tanh outside ±0.97, ReLU 0 (GELU, SiLU nearly 0) for every sample in the batch</source>
        <translation>sigmoid 0.05–0.95 के बाहर, tanh ±0.97 के बाहर, ReLU batch के हर sample के लिए 0 (GELU, SiLU लगभग 0)</translation>
    </message>
    <message>
        <source>over 50%</source>
        <translation>50% से ज़्यादा</translation>
    </message>
    <message>
        <source>relative to lag 0</source>
        <translation>lag 0 की तुलना में</translation>
    </message>
    <message>
        <source>gate, relative gradient</source>
        <translation>gate, सापेक्ष gradient</translation>
    </message>
    <message>
        <source>the two main directions of the path</source>
        <translation>रास्ते की दो मुख्य दिशाएँ</translation>
    </message>
    <message>
        <source>The loss is not a finite number around these weights: step back, or start again.</source>
        <translation>इन weights के आसपास loss finite संख्या नहीं है: पीछे जाएँ, या फिर से शुरू करें।</translation>
    </message>
    <message>
        <source>{share} of the distance from start to now lies in this plane</source>
        <translation>शुरुआत से अब तक की दूरी का {share} इस तल में है</translation>
    </message>
    <message>
        <source>start</source>
        <translation>शुरुआत</translation>
    </message>
    <message>
        <source>{node}: memory kept</source>
        <translation>{node}: क्या बचता है</translation>
    </message>
    <message>
        <source>{node}: all gates</source>
        <translation>{node}: सभी gates</translation>
    </message>
    <message>
        <source>No gate values yet: step with F10 through the forward pass.</source>
        <translation>Gates के मान अभी नहीं: F10 से forward pass से गुज़रें।</translation>
    </message>
    <message>
        <source>mean over units and samples</source>
        <translation>units और samples पर औसत</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>बंद</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>हल्का</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>मध्यम</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>तेज़</translation>
    </message>
    <message>
        <source>{name}, raw</source>
        <translation>{name}, मूल</translation>
    </message>
    <message>
        <source>smoothed (exponential, factor {kept}); pale: as measured</source>
        <translation>smooth किया हुआ (exponential, factor {kept}); फीका: जैसा मापा गया</translation>
    </message>
    <message>
        <source>No gradient yet: step with F10 until the backward pass has begun.</source>
        <translation>अभी कोई gradient नहीं: backward pass शुरू होने तक F10 से चरण चलें।</translation>
    </message>
    <message>
        <source>This plot has a point for each training step: step with F10 to the end of the first, or run with F5.</source>
        <translation>इस plot में हर training step का एक बिंदु है: F10 से पहले step के अंत तक चलें, या F5 से चलाएँ।</translation>
    </message>
    <message>
        <source>Not in this recording: runs recorded with bpx_record.py have this plot.</source>
        <translation>इस recording में नहीं है: bpx_record.py से record किए runs में होता है।</translation>
    </message>
    <message>
        <source>No Jacobian yet: step with F10 until the backward pass is done.</source>
        <translation>अभी कोई Jacobian नहीं: backward pass पूरा होने तक F10 से चरण चलें।</translation>
    </message>
    <message>
        <source>the gradient of each step alone; the update uses the sum of all so far</source>
        <translation>हर step का अपना gradient; update में अब तक का जोड़ लगता है</translation>
    </message>
    <message>
        <source>→ {across}, ↑ {up}, other inputs at their means</source>
        <translation>→ {across}, ↑ {up}, बाकी inputs अपने mean पर</translation>
    </message>
    <message>
        <source>Nothing to vary: this network has no trainable weights.</source>
        <translation>बदलने को कुछ नहीं: इस network में कोई trained weights नहीं हैं।</translation>
    </message>
    <message>
        <source>central differences, single precision</source>
        <translation>central differences, single precision</translation>
    </message>
    <message>
        <source>central differences, double precision</source>
        <translation>central differences, double precision</translation>
    </message>
    <message>
        <source>complex step, double precision</source>
        <translation>complex step, double precision</translation>
    </message>
    <message>
        <source>relative error</source>
        <translation>सापेक्ष त्रुटि</translation>
    </message>
    <message>
        <source>ε = 1e−7: error {single} in single, {double} in double precision; best at ε = {best_single} and {best_double}</source>
        <translation>ε = 1e−7: त्रुटि single में {single}, double precision में {double}; सबसे अच्छा ε = {best_single} और {best_double}</translation>
    </message>
    <message>
        <source>held out: {loss}</source>
        <translation>अलग रखे: {loss}</translation>
    </message>
    <message>
        <source>held out: {loss}, {share} correct</source>
        <translation>अलग रखे: {loss}, {share} सही</translation>
    </message>
    <message>
        <source>Step size and error of a numeric gradient</source>
        <translation>क़दम की चौड़ाई और संख्यात्मक gradient की त्रुटि</translation>
    </message>
    <message>
        <source>step size ε</source>
        <translation>क़दम की चौड़ाई ε</translation>
    </message>
    <message>
        <source>Computed when the run is paused: press F6.</source>
        <translation>रुकने पर निकाला जाता है: F6 दबाएँ।</translation>
    </message>
    <message>
        <source>position: input → target</source>
        <translation>position: input → target</translation>
    </message>
    <message>
        <source>token</source>
        <translation>token</translation>
    </message>
    <message>
        <source>correct: {share} (samples: {count})</source>
        <translation>सही: {share} (samples: {count})</translation>
    </message>
    <message>
        <source>correct: {share} (held-out samples: {count})</source>
        <translation>सही: {share} (अलग रखे samples: {count})</translation>
    </message>
    <message>
        <source>predicted class</source>
        <translation>network का बताया वर्ग</translation>
    </message>
    <message>
        <source>true class</source>
        <translation>sample का वर्ग</translation>
    </message>
    <message>
        <source>fraction of the true class</source>
        <translation>वर्ग का अंश</translation>
    </message>
    <message>
        <source>Shown for networks with two or more hidden layers, or with a recurrent layer: add a layer from the palette.</source>
        <translation>दो या अधिक hidden layers, और recurrent layers के लिए दिखता है: palette से एक जोड़ें।</translation>
    </message>
    <message>
        <source>{layer}, head {number}</source>
        <translation>{layer}, head {number}</translation>
    </message>
    <message>
        <source>attention weights</source>
        <translation>attention weights</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>scores</translation>
    </message>
    <message>
        <source>gradient of the weights</source>
        <translation>weights का gradient</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Shown for networks with an attention layer: add one from the palette.</source>
        <translation>यह attention layer वाले नेटवर्क के लिए दिखता है: पैलेट से एक जोड़ें।</translation>
    </message>
    <message>
        <source>key</source>
        <translation>key</translation>
    </message>
    <message>
        <source>query</source>
        <translation>query</translation>
    </message>
    <message>
        <source>whole sequence</source>
        <translation>पूरी sequence</translation>
    </message>
    <message>
        <source>truncated, k2 = {steps}</source>
        <translation>truncated, k2 = {steps}</translation>
    </message>
    <message>
        <source>sequence length T</source>
        <translation>sequence की लंबाई T</translation>
    </message>
    <message>
        <source>numbers kept</source>
        <translation>रखी गई संख्याएँ</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Memory</translation>
    </message>
    <message>
        <source>loss of {name}</source>
        <translation>{name} का loss</translation>
    </message>
    <message>
        <source>No step has been recorded yet.</source>
        <translation>अभी कोई step record नहीं हुआ।</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>record नहीं हुआ</translation>
    </message>
    <message>
        <source>not finite (NaN or ∞)</source>
        <translation>सीमित नहीं (NaN या ∞)</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>चुनी हुई</translation>
    </message>
    <message>
        <source>other run</source>
        <translation>दूसरा run</translation>
    </message>
    <message>
        <source>shown: {shown} of {most}; mark layers in the table to see their curves</source>
        <translation>दिखाए गए: {shown}, कुल {most}; दूसरी layers की देखने के लिए उन्हें तालिका में चुनें</translation>
    </message>
    <message>
        <source>loss {t}: gradient at k = {k} is {ratio} of that at k = {t}</source>
        <translation>loss {t}: k = {k} पर gradient, k = {t} वाले का {ratio}</translation>
    </message>
    <message>
        <source>Recorded runs do not contain what this plot shows.</source>
        <translation>यह plot जो दिखाता है, वह record किए हुए run में नहीं होता।</translation>
    </message>
    <message>
        <source>sample {sample}; mean over the rows: entropy {entropy} (at most {most}), largest weight {sharp}</source>
        <translation>sample {sample}; पंक्ति की औसत entropy: {most} में से {entropy}; सबसे बड़ा weight: {sharp}</translation>
    </message>
    <message>
        <source>How many numbers the backward pass has to keep as the sequence gets longer, with and without truncation.</source>
        <translation>Backward pass को कितना याद रखना पड़ता है: sequence की लंबाई और truncation के साथ।</translation>
    </message>
    <message>
        <source>block: RMS over its layers</source>
        <translation>block: उसकी layers पर rms</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>चरण {step}</translation>
    </message>
    <message>
        <source>Hidden until the lesson&apos;s questions about it are answered.</source>
        <translation>पाठ में इसके बारे में पूछे गए प्रश्नों के उत्तर देने तक छिपा हुआ।</translation>
    </message>
    <message>
        <source>This would give away what the lesson asks. Answer its question first.</source>
        <translation>इससे पाठ के प्रश्न का उत्तर दिख जाएगा। पहले उसका उत्तर दें।</translation>
    </message>
    <message>
        <source>limit {limit}: gradient clipped in {share} of the steps</source>
        <translation>सीमा {limit}: {share} steps छोटे किए गए</translation>
    </message>
    <message>
        <source>Which tokens each token attends to, and the gradient of the attention weights.</source>
        <translation>हर token किन tokens पर ध्यान देता है, और उसका gradient।</translation>
    </message>
    <message>
        <source>Shown for tokens and for image classification.</source>
        <translation>Tokens और वर्गों की तस्वीरों के लिए दिखता है।</translation>
    </message>
    <message>
        <source>numbers kept for the backward pass at T = {length}: {kept} ({each} per time step)</source>
        <translation>T = {length}: backward pass के लिए रखी संख्याएँ: {kept}, हर time step की: {each}</translation>
    </message>
    <message>
        <source>gradient clipped in {share} of the steps</source>
        <translation>{share} steps छोटे किए गए</translation>
    </message>
    <message>
        <source>factor above {limit}</source>
        <translation>{limit} गुना से ज़्यादा अंतर</translation>
    </message>
    <message>
        <source>below: vanishing (&lt; {limit})</source>
        <translation>नीचे: vanishing (&lt; {limit})</translation>
    </message>
    <message>
        <source>below: &lt; {limit}</source>
        <translation>नीचे: &lt; {limit}</translation>
    </message>
    <message>
        <source>below: exploding (&gt; {limit})</source>
        <translation>नीचे: exploding (&gt; {limit})</translation>
    </message>
</context>
<context>
    <name>ProgramPanel</name>
    <message>
        <source>Run to this line</source>
        <translation>इस पंक्ति तक चलाएँ</translation>
    </message>
    <message>
        <source>Toggle breakpoint</source>
        <translation>Breakpoint लगाएँ/हटाएँ</translation>
    </message>
    <message>
        <source>Conditional breakpoint…</source>
        <translation>शर्त वाला breakpoint…</translation>
    </message>
    <message>
        <source>Watch this value</source>
        <translation>इसका मान watch करें</translation>
    </message>
    <message>
        <source>Computed from</source>
        <translation>इनसे निकला</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>इनमें काम आता है</translation>
    </message>
    <message>
        <source>Show the PyTorch loop</source>
        <translation>PyTorch loop दिखाएँ</translation>
    </message>
    <message>
        <source>Show the program</source>
        <translation>Program दिखाएँ</translation>
    </message>
    <message>
        <source>Highlighted: just done. Arrow: comes next. Click a line to look at it (Esc goes back), click the gutter to set a breakpoint (F9), or double-click a line to run to it (Ctrl+F10).</source>
        <translation>रंगी हुई पंक्ति: अभी हुई। तीर: अगली। पंक्ति को देखने के लिए उस पर क्लिक करें (Esc से वापसी), breakpoint के लिए हाशिये पर क्लिक करें (F9), पंक्ति तक चलाने के लिए डबल-क्लिक करें (Ctrl+F10)।</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>सब चुनें (&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>बढ़ाएँ (&amp;S)</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>घटाएँ (&amp;D)</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>Look in:</source>
        <translation>यहाँ देखें:</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>फ़ाइल का नाम (&amp;N):</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>फ़ाइल के प्रकार:</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>खोलें (&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>सहेजें (&amp;S)</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>फ़ोल्डर:</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>पूर्ववत करें (&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>फिर से करें (&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>काटें (&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>कॉपी करें (&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>चिपकाएँ (&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>मिटाएँ</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>सब चुनें</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>Show Details...</source>
        <translation>विवरण दिखाएँ…</translation>
    </message>
    <message>
        <source>Hide Details...</source>
        <translation>विवरण छिपाएँ…</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>ठीक</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>सहेजें</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>सहेजें (&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>रद्द करें (&amp;C)</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>छोड़ दें</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>छोड़ दें (&amp;D)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>बंद करें</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>बंद करें (&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>हाँ (&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>नहीं (&amp;N)</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>पूर्ववत करें (&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>फिर से करें (&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>काटें (&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>कॉपी करें (&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>चिपकाएँ (&amp;P)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>मिटाएँ</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>सब चुनें</translation>
    </message>
</context>
<context>
    <name>Remedies</name>
    <message>
        <source>(before the change)</source>
        <translation>(बदलाव से पहले)</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>✓ Applied</source>
        <translation>✓ लागू है</translation>
    </message>
    <message>
        <source>(± {spread})</source>
        <translation>(± {spread})</translation>
    </message>
    <message>
        <source>Two remedies together.</source>
        <translation>दो उपाय एक साथ।</translation>
    </message>
    <message>
        <source>The numbers stop being finite at training step {step}.</source>
        <translation>training step {step} पर संख्याएँ finite नहीं रहतीं।</translation>
    </message>
    <message>
        <source>{share} of a constant prediction&apos;s loss</source>
        <translation>एक स्थिर prediction के loss का {share}</translation>
    </message>
    <message>
        <source>The network as it was when the remedies were tried; they are measured against it.</source>
        <translation>network वैसा, जैसा उपाय आज़माते समय था: उपाय इसी से नापे जाते हैं।</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>वापस जाएँ</translation>
    </message>
    <message>
        <source>Apply instead</source>
        <translation>इसके बदले लागू करें</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>लागू करें</translation>
    </message>
    <message>
        <source>Restore the network on which the remedies were measured; the list is kept</source>
        <translation>वह network वापस लाएँ जिस पर उपाय मापे गए; सूची रहती है</translation>
    </message>
    <message>
        <source>Apply this remedy to the network; Ctrl+Z or “Go back” undoes it. {help}</source>
        <translation>इसे इस network का हिस्सा बनाएँ; Ctrl+Z या “वापस जाएँ” से पलटें। {help}</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>जैसा है</translation>
    </message>
    <message>
        <source>Loss for each seed over {steps} training steps, as a fraction of a constant prediction&apos;s loss (dotted); grey: unchanged network</source>
        <translation>{steps} training steps में हर seed का loss, एक स्थिर prediction के loss (बिंदीदार) के हिस्से के रूप में; धूसर: जैसा है</translation>
    </message>
    <message>
        <source>Show the gradient of each layer at the first step, with and without the remedy</source>
        <translation>पहले step पर हर layer का gradient दिखाएँ, उपाय के साथ और जैसा है</translation>
    </message>
    <message>
        <source>Losses are shown as fractions of a constant prediction&apos;s loss, because the loss function has changed; the new one: {loss}</source>
        <translation>Loss एक स्थिर prediction के loss के हिस्सों में दिखाए गए हैं, क्योंकि loss function अब दूसरा है: {loss}</translation>
    </message>
    <message>
        <source>Copy for PyTorch</source>
        <translation>PyTorch के लिए कॉपी करें</translation>
    </message>
</context>
<context>
    <name>RemedyCards</name>
    <message>
        <source>Cannot be applied</source>
        <translation>लागू नहीं हो सकता</translation>
    </message>
    <message>
        <source>There is no remedy to try.</source>
        <translation>आज़माने के लिए कोई उपाय नहीं है।</translation>
    </message>
    <message>
        <source>Remedies that help: {count} of {tried}</source>
        <translation>मदद करते हैं: {tried} में से {count}</translation>
    </message>
    <message>
        <source>Measured before “{remedy}” was applied.</source>
        <translation>“{remedy}” लागू करने से पहले मापा गया।</translation>
    </message>
    <message>
        <source>Measured before the network was changed.</source>
        <translation>network बदलने से पहले मापा गया।</translation>
    </message>
    <message>
        <source>None of these helps.</source>
        <translation>इनमें से कोई मदद नहीं करता।</translation>
    </message>
    <message>
        <source>Each was trained from the start for {steps} steps with {seeds} seeds;</source>
        <translation>हर एक को शुरू से {steps} steps तक {seeds} seeds के साथ train किया गया;</translation>
    </message>
    <message>
        <source>No improvement</source>
        <translation>जैसा है उससे बेहतर नहीं</translation>
    </message>
    <message>
        <source>The measurement was made after training step {step}.</source>
        <translation>तब वह training step {step} के बाद था।</translation>
    </message>
    <message>
        <source>No remedy lowers the loss by more than it varies between seeds. What holds the network back lies elsewhere (its data, its size or the number of steps), or there is nothing more to gain.</source>
        <translation>कोई उपाय loss को उससे ज़्यादा नहीं घटाता जितना seeds आपस में अलग हैं। network को जो रोकता है वह कहीं और है, उसके डेटा, आकार या steps की संख्या में, या फिर पाने को कुछ बचा ही नहीं।</translation>
    </message>
    <message>
        <source>the losses are for the held-out samples (median ± half the range); the curves show the training loss.</source>
        <translation>loss held-out samples के हैं, median ± range का आधा, और रेखाएँ training की।</translation>
    </message>
    <message>
        <source>the losses are for the whole data set (median ± half the range).</source>
        <translation>loss पूरे डेटा के हैं, median ± range का आधा।</translation>
    </message>
    <message>
        <source>Terminated</source>
        <translation>समाप्त कर दिया गया</translation>
    </message>
</context>
<context>
    <name>Replay</name>
    <message>
        <source>Executing training steps…
Cancel takes you back to the step you were on.</source>
        <translation>Training steps चल रहे हैं…
रद्द करने पर अभी का step वही रहता है।</translation>
    </message>
</context>
<context>
    <name>RunPanel</name>
    <message>
        <source>Follow</source>
        <translation>साथ चलें</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>तुलना करें…</translation>
    </message>
    <message>
        <source>Open the recurrent layer</source>
        <translation>Recurrent layer खोलें</translation>
    </message>
    <message>
        <source>Close the run</source>
        <translation>Run बंद करें</translation>
    </message>
    <message>
        <source>Read new steps while training continues, and stay at the latest one</source>
        <translation>Training चलते समय जो जुड़ता है उसे पढ़ें, और अंत पर रहें</translation>
    </message>
    <message>
        <source>Step through the layer with its recorded inputs and weights</source>
        <translation>Layer अपने record किए input और weight के साथ, step-दर-step देखने के लिए</translation>
    </message>
    <message>
        <source>Close the recorded run and go back to your drawing</source>
        <translation>Record किया हुआ run बंद करें और अपने चित्र पर लौटें</translation>
    </message>
    <message>
        <source>The quantity that colours the layers</source>
        <translation>Layers का रंग किस संख्या से है</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Update ratio</source>
        <translation>Update अनुपात</translation>
    </message>
    <message>
        <source>Dead or saturated</source>
        <translation>मरी या saturated</translation>
    </message>
    <message>
        <source>step {step} of {last}</source>
        <translation>step {step}, कुल {last}</translation>
    </message>
    <message>
        <source>no steps yet</source>
        <translation>अभी कोई step नहीं</translation>
    </message>
    <message>
        <source>Stop comparing</source>
        <translation>तुलना बंद करें</translation>
    </message>
    <message>
        <source>Recorded run</source>
        <translation>Record किया हुआ run</translation>
    </message>
    <message>
        <source>Build a small replica</source>
        <translation>छोटी प्रतिकृति बनाएँ</translation>
    </message>
    <message>
        <source>Open a small network with the same kinds of layers and the recorded scales, to try remedies on</source>
        <translation>उसी तरह की layers वाला छोटा network खोलें, रिकॉर्ड किए पैमाने पर, जिस पर उपाय आज़माए जा सकें</translation>
    </message>
    <message>
        <source>Show another recorded run as dashed lines</source>
        <translation>एक और record किया हुआ run इसके साथ dashed रेखाओं में दिखाएँ</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>Layers of the recorded run, block by block</source>
        <translation>Record किए हुए run की layers, block-दर-block</translation>
    </message>
    <message>
        <source>{block}: click to expand or collapse it</source>
        <translation>{block}: खोलने या समेटने के लिए click करें</translation>
    </message>
</context>
<context>
    <name>SampleBar</name>
    <message>
        <source>sample </source>
        <translation>sample </translation>
    </message>
    <message>
        <source>The time step that all panels show: choose another to look at it (Alt+Left, Alt+Right)</source>
        <translation>वह time step जो सभी पैनल दिखाते हैं: दूसरा देखने के लिए उसे चुनें (Alt+Left, Alt+Right)</translation>
    </message>
    <message>
        <source> of {count}</source>
        <translation> / {count}</translation>
    </message>
    <message>
        <source>The sample in the batch that all panels show (Alt+Up, Alt+Down)</source>
        <translation>batch का वह sample जो सभी पैनल दिखाते हैं (Alt+Up, Alt+Down)</translation>
    </message>
    <message>
        <source>In the data set, this is sample {number}.</source>
        <translation>इस batch में यह data का sample {number} है।</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Sample</translation>
    </message>
    <message>
        <source>Time step</source>
        <translation>Time step</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>The position that all panels show, on a grid of {grid}, counted from 0: click a pixel of a map to choose another (Alt+Shift+arrow keys)</source>
        <translation>वह position जो सभी पैनल दिखाते हैं, {grid} के grid पर, 0 से गिनी हुई: दूसरी चुनने के लिए map के किसी pixel पर क्लिक करें (Alt+Shift+तीर कुंजियाँ)</translation>
    </message>
    <message>
        <source>neurons: {words}</source>
        <translation>neurons: {words}</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>{name} already exists. Replace it?</source>
        <translation>{name} पहले से है। क्या उसे बदल दें?</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>Layer {node}: {rule}.</source>
        <translation>Layer {node}: {rule}।</translation>
    </message>
    <message>
        <source>The gradient starts at the loss: ∂L/∂L = 1.</source>
        <translation>Gradient loss से शुरू होता है: ∂L/∂L = 1।</translation>
    </message>
    <message>
        <source>The gradient flows back through the weights to layer {node}.</source>
        <translation>Gradient weights से होकर layer {node} तक पीछे जाता है।</translation>
    </message>
    <message>
        <source>The gradient flows back to layer {node}: {rule}.</source>
        <translation>Gradient layer {node} तक पीछे जाता है: {rule}।</translation>
    </message>
    <message>
        <source>The optimizer prepares the step: {rule}.</source>
        <translation>Optimizer कदम तैयार करता है: {rule}।</translation>
    </message>
    <message>
        <source>Training step {step} is finished.</source>
        <translation>Training step {step} पूरा हुआ।</translation>
    </message>
    <message>
        <source>Line {line}</source>
        <translation>पंक्ति {line}</translation>
    </message>
    <message>
        <source>Line {line}, still to come</source>
        <translation>पंक्ति {line}, अभी बाकी</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>अगला</translation>
    </message>
    <message>
        <source>Just done</source>
        <translation>अभी हुआ</translation>
    </message>
    <message>
        <source>for all time steps</source>
        <translation>सभी time steps के लिए</translation>
    </message>
    <message>
        <source>time step {time}</source>
        <translation>time step {time}</translation>
    </message>
    <message>
        <source>Layer {node}: {rule} of z is its activation.</source>
        <translation>Layer {node}: z का {rule} उसका activation है।</translation>
    </message>
    <message>
        <source>The loss measures how far the output is from the target: {rule}.</source>
        <translation>Loss बताता है कि output target से कितना दूर है: {rule}।</translation>
    </message>
    <message>
        <source>How the loss changes with z of layer {node}: this is its δ.</source>
        <translation>Layer {node} के z के साथ loss कैसे बदलता है: यह उसका δ है।</translation>
    </message>
    <message>
        <source>How the loss changes with the output of layer {node}.</source>
        <translation>Layer {node} के output के साथ loss कैसे बदलता है।</translation>
    </message>
    <message>
        <source>The {part} of {node}: how steep is its activation at this point?</source>
        <translation>इस बिंदु पर {node} का {part} कितना ढालू है?</translation>
    </message>
    <message>
        <source>Layer {node}: how steep is its activation at this point?</source>
        <translation>Layer {node}: इस बिंदु पर उसका activation कितना ढालू है?</translation>
    </message>
    <message>
        <source>The {part} of {node}: its gradient times its slope.</source>
        <translation>{node} का {part}: उसका gradient गुणा उसकी ढाल।</translation>
    </message>
    <message>
        <source>{what}: δ times the normalised value, summed over the samples.</source>
        <translation>{what}: δ गुणा normalised मान, samples पर जोड़ा हुआ।</translation>
    </message>
    <message>
        <source>{what}: how much did each contribute? δ times its input, summed over the samples.</source>
        <translation>{what}: हर एक का कितना योगदान था? δ गुणा उसका input, samples पर जोड़ा हुआ।</translation>
    </message>
    <message>
        <source>{what}: how much did each contribute? δ times its input.</source>
        <translation>{what}: हर एक का कितना योगदान था? δ गुणा उसका input।</translation>
    </message>
    <message>
        <source>{what}: δ summed over the samples.</source>
        <translation>{what}: δ samples पर जोड़ा हुआ।</translation>
    </message>
    <message>
        <source>{what}: δ summed over the samples; a bias has no input.</source>
        <translation>{what}: δ samples पर जोड़ा हुआ; bias का कोई input नहीं होता।</translation>
    </message>
    <message>
        <source>{what}: their gradient is δ itself; a bias has no input.</source>
        <translation>{what}: इनका gradient स्वयं δ है; bias का कोई input नहीं होता।</translation>
    </message>
    <message>
        <source>{what}: the contribution of this time step is added to the rest.</source>
        <translation>{what}: इस time step का योगदान बाकी में जुड़ता है।</translation>
    </message>
    <message>
        <source>Gradients that reach the {part} of {node} along several paths are added up.</source>
        <translation>{node} के {part} तक कई रास्तों से आए gradients जोड़े जाते हैं।</translation>
    </message>
    <message>
        <source>Gradients that reach layer {node} along several paths are added up: the sum is its δ.</source>
        <translation>Layer {node} तक कई रास्तों से आए gradients जोड़े जाते हैं: यह उसका δ है।</translation>
    </message>
    <message>
        <source>Gradients that reach layer {node} along several paths are added up.</source>
        <translation>Layer {node} तक कई रास्तों से आए gradients जोड़े जाते हैं।</translation>
    </message>
    <message>
        <source>The gradient flows back through the weights to layer {node}: this is its δ.</source>
        <translation>Gradient weights से होकर layer {node} तक लौटता है: यह उसका δ है।</translation>
    </message>
    <message>
        <source>A sum passes the gradient on unchanged to the {part} of {node}.</source>
        <translation>जोड़ gradient को बिना बदले आगे देता है: {node} के {part} की ओर।</translation>
    </message>
    <message>
        <source>A sum passes the gradient on unchanged to layer {node}.</source>
        <translation>जोड़ gradient को बिना बदले आगे देता है: layer {node} की ओर।</translation>
    </message>
    <message>
        <source>{what}: pruned ones get no gradient.</source>
        <translation>{what}: जो काटे गए, उन्हें gradient नहीं मिलता।</translation>
    </message>
    <message>
        <source>Only units that were not switched off pass the gradient on to layer {node}.</source>
        <translation>केवल वे units, जो बंद नहीं थीं, gradient को layer {node} तक आगे देती हैं।</translation>
    </message>
    <message>
        <source>A product passes the gradient, times the other factor, on to the {part} of {node}.</source>
        <translation>गुणनफल gradient को दूसरे factor से गुणा करके आगे देता है: {node} के {part} की ओर।</translation>
    </message>
    <message>
        <source>A product passes the gradient, times the other factor, on to layer {node}.</source>
        <translation>गुणनफल gradient को दूसरे factor से गुणा करके आगे देता है: layer {node} की ओर।</translation>
    </message>
    <message>
        <source>The schedule sets the learning rate of this step.</source>
        <translation>Schedule इस step की learning rate तय करता है।</translation>
    </message>
    <message>
        <source>{what}: m̂ is m, corrected for starting at 0.</source>
        <translation>{what}: m̂ वही m है, 0 से शुरू होने का असर हटाकर।</translation>
    </message>
    <message>
        <source>{what}: v̂ is v, corrected for starting at 0.</source>
        <translation>{what}: v̂ वही v है, 0 से शुरू होने का असर हटाकर।</translation>
    </message>
    <message>
        <source>{what}: a step against m̂, divided by the square root of v̂ and scaled by the learning rate.</source>
        <translation>{what}: m̂ के उलट एक step, v̂ के वर्गमूल से भाग देकर और learning rate से गुणा करके।</translation>
    </message>
    <message>
        <source>{what}: a step against the gradient, divided by the square root of the accumulated squared gradients.</source>
        <translation>{what}: gradient के विपरीत एक step, उसके अब तक के वर्गों के योग के वर्गमूल से भाग देकर।</translation>
    </message>
    <message>
        <source>Layer {node} multiplies its input by the weights of all its gates.</source>
        <translation>Layer {node} अपने input को अपने सभी gates के weights से गुणा करती है।</translation>
    </message>
    <message>
        <source>Input gate of {node}: how much of the candidate is let in, from 0 to 1.</source>
        <translation>{node} का input gate: candidate का कितना हिस्सा अंदर आए, 0 से 1 तक।</translation>
    </message>
    <message>
        <source>Forget gate of {node}: how much of the previous memory is kept, from 0 to 1.</source>
        <translation>{node} का forget gate: पुरानी memory का कितना हिस्सा रहे, 0 से 1 तक।</translation>
    </message>
    <message>
        <source>Candidate memory of {node}: what could be written into the memory, from −1 to 1.</source>
        <translation>{node} का candidate: memory में क्या लिखा जा सकता है, −1 से 1 तक।</translation>
    </message>
    <message>
        <source>Output gate of {node}: how much of the memory is passed on, from 0 to 1.</source>
        <translation>{node} का output gate: memory का कितना हिस्सा आगे जाए, 0 से 1 तक।</translation>
    </message>
    <message>
        <source>Layer {node} keeps the part of the previous memory that its forget gate lets through.</source>
        <translation>Layer {node} पुरानी memory का वह हिस्सा रखती है जिसे forget gate जाने देता है।</translation>
    </message>
    <message>
        <source>Layer {node} writes the part of the candidate that its input gate lets through.</source>
        <translation>Layer {node} candidate का वह हिस्सा लिखती है जिसे input gate जाने देता है।</translation>
    </message>
    <message>
        <source>Layer {node}: what is kept plus what is written is the new memory c.</source>
        <translation>Layer {node}: जो रखा गया और जो लिखा गया, दोनों का जोड़ नई memory c है।</translation>
    </message>
    <message>
        <source>Layer {node} squashes its memory into the range from −1 to 1.</source>
        <translation>Layer {node} अपनी memory को −1 और 1 के बीच दबाती है।</translation>
    </message>
    <message>
        <source>Layer {node} adds up both contributions to its reset gate.</source>
        <translation>Layer {node} अपने reset gate के लिए दोनों को जोड़ती है।</translation>
    </message>
    <message>
        <source>Layer {node} adds up both contributions to its update gate.</source>
        <translation>Layer {node} अपने update gate के लिए दोनों को जोड़ती है।</translation>
    </message>
    <message>
        <source>Layer {node} adds up both contributions to its candidate.</source>
        <translation>Layer {node} अपने candidate के लिए दोनों को जोड़ती है।</translation>
    </message>
    <message>
        <source>Reset gate of {node}: how much of the previous state the candidate sees, from 0 to 1.</source>
        <translation>{node} का reset gate: candidate को पुरानी state का कितना हिस्सा दिखे, 0 से 1 तक।</translation>
    </message>
    <message>
        <source>Update gate of {node}: how much of the previous state is kept, from 0 to 1.</source>
        <translation>{node} का update gate: पुरानी state का कितना हिस्सा रहे, 0 से 1 तक।</translation>
    </message>
    <message>
        <source>Candidate state of {node}: what its new state could be, from −1 to 1.</source>
        <translation>{node} का candidate: नई state क्या हो सकती है, −1 से 1 तक।</translation>
    </message>
    <message>
        <source>Layer {node}: how far its previous state is from the candidate.</source>
        <translation>Layer {node}: पुरानी state candidate से कितनी दूर है।</translation>
    </message>
    <message>
        <source>Layer {node}: the update gate sets how much of this difference is kept.</source>
        <translation>Layer {node}: update gate तय करता है कि इस अंतर का कितना हिस्सा रहता है।</translation>
    </message>
    <message>
        <source>Layer {node} multiplies its input by its weights.</source>
        <translation>Layer {node} अपने input को अपने weights से गुणा करती है।</translation>
    </message>
    <message>
        <source>Layer {node}: the mean of each unit over the samples of the batch.</source>
        <translation>Layer {node}: batch के samples पर हर unit का mean।</translation>
    </message>
    <message>
        <source>Layer {node}: the variance of each unit over the samples of the batch.</source>
        <translation>Layer {node}: batch के samples पर हर unit का variance।</translation>
    </message>
    <message>
        <source>Layer {node} subtracts the mean and divides by the standard deviation.</source>
        <translation>Layer {node} mean घटाती है और standard deviation से भाग देती है।</translation>
    </message>
    <message>
        <source>Layer {node}: the mean of each sample over the units.</source>
        <translation>Layer {node}: हर sample का units पर mean।</translation>
    </message>
    <message>
        <source>Layer {node}: the variance of each sample over the units.</source>
        <translation>Layer {node}: हर sample का units पर variance।</translation>
    </message>
    <message>
        <source>input gate</source>
        <translation>input gate</translation>
    </message>
    <message>
        <source>forget gate</source>
        <translation>forget gate</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>candidate</translation>
    </message>
    <message>
        <source>output gate</source>
        <translation>output gate</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>memory</translation>
    </message>
    <message>
        <source>kept memory</source>
        <translation>रखी गई memory</translation>
    </message>
    <message>
        <source>written memory</source>
        <translation>लिखी गई memory</translation>
    </message>
    <message>
        <source>reset gate</source>
        <translation>reset gate</translation>
    </message>
    <message>
        <source>update gate</source>
        <translation>update gate</translation>
    </message>
    <message>
        <source>part of the candidate that comes from the previous state</source>
        <translation>candidate का वह भाग जो पुरानी state से आता है</translation>
    </message>
    <message>
        <source>kept part of the difference</source>
        <translation>अंतर का रखा गया भाग</translation>
    </message>
    <message>
        <source>difference between previous state and candidate</source>
        <translation>पुरानी state और candidate का अंतर</translation>
    </message>
    <message>
        <source>Layer {node}: the inputs from {source}, each multiplied by its weight, plus the bias.</source>
        <translation>Layer {node}: {source} से आए inputs, हर एक अपने weight से गुणा, और bias।</translation>
    </message>
    <message>
        <source>Layer {node}: the inputs from {source}, each multiplied by its weight.</source>
        <translation>Layer {node}: {source} से आए inputs, हर एक अपने weight से गुणा।</translation>
    </message>
    <message>
        <source>Layer {node} adds its bias.</source>
        <translation>Layer {node} अपना bias जोड़ती है।</translation>
    </message>
    <message>
        <source>{what}: pruned ones count as 0.</source>
        <translation>{what}: जो काटे गए, वे 0 माने जाते हैं।</translation>
    </message>
    <message>
        <source>{what}: where the velocity would lead; the forward and backward passes run at that point.</source>
        <translation>{what}: velocity इन्हें जहाँ ले जाती; forward और backward उसी बिंदु पर चलते हैं।</translation>
    </message>
    <message>
        <source>Layer {node} starts from its state before this window, or from 0 where the sequence begins.</source>
        <translation>Layer {node} इस window से पहले की अपनी state से शुरू करती है, या जहाँ sequence शुरू हो वहाँ 0 से।</translation>
    </message>
    <message>
        <source>Layer {node}: its learned initial state, the same for every sample.</source>
        <translation>Layer {node}: सीखी हुई आरंभिक state, हर sample के लिए वही।</translation>
    </message>
    <message>
        <source>The losses of the time steps are added up.</source>
        <translation>सभी time steps के loss जोड़े जाते हैं।</translation>
    </message>
    <message>
        <source>The number of targets in the batch that are not ignored.</source>
        <translation>Batch के कितने targets गिने जाते हैं।</translation>
    </message>
    <message>
        <source>The sum of the losses is divided by the number of targets that are not ignored.</source>
        <translation>Loss के जोड़ को गिने गए targets की संख्या से भाग दिया जाता है।</translation>
    </message>
    <message>
        <source>The output of the network is the loss itself.</source>
        <translation>Network का output ही loss है।</translation>
    </message>
    <message>
        <source>Layer {node}: every output of softmax depends on every z, so the gradient of each z combines those of all outputs.</source>
        <translation>Layer {node}: softmax का हर output हर z पर निर्भर है, इसलिए हर z का gradient सभी outputs के gradients से बनता है।</translation>
    </message>
    <message>
        <source>{what}: δ times each negative input, summed over the samples.</source>
        <translation>{what}: δ गुणा हर ऋणात्मक input, सभी samples पर जोड़कर।</translation>
    </message>
    <message>
        <source>The gradients of all gates of {node} are concatenated.</source>
        <translation>{node} के सभी gates के gradients एक के बाद एक रखे जाते हैं।</translation>
    </message>
    <message>
        <source>Layer {node} gets its part of the gradient of the concatenated input.</source>
        <translation>Layer {node} को जुड़े हुए मान के gradient से अपना भाग मिलता है।</translation>
    </message>
    <message>
        <source>The gradient is passed on unchanged to layer {node}.</source>
        <translation>Gradient बिना बदले layer {node} तक जाता है।</translation>
    </message>
    <message>
        <source>{what}: only the rows that were looked up get a gradient.</source>
        <translation>{what}: केवल उन पंक्तियों को gradient मिलता है जो ली गई थीं।</translation>
    </message>
    <message>
        <source>{what}: δ, summed over the samples.</source>
        <translation>{what}: δ, samples पर जोड़ा हुआ।</translation>
    </message>
    <message>
        <source>Straight through the normalisation to layer {node}: the gradient divided by the standard deviation.</source>
        <translation>Normalisation से सीधे layer {node} तक: gradient को standard deviation से भाग।</translation>
    </message>
    <message>
        <source>The mean of {node} also depends on every input: this is its gradient.</source>
        <translation>{node} का mean भी हर input पर निर्भर है: यह उसका gradient है।</translation>
    </message>
    <message>
        <source>The variance of {node} also depends on every input: this is its gradient.</source>
        <translation>{node} का variance भी हर input पर निर्भर है: यह उसका gradient है।</translation>
    </message>
    <message>
        <source>Through the mean, the gradient reaches layer {node}: every input equally.</source>
        <translation>Mean से होकर gradient layer {node} तक पहुँचता है: हर input को बराबर।</translation>
    </message>
    <message>
        <source>The gradient is divided by the number of targets that are not ignored.</source>
        <translation>Gradient को गिने गए targets की संख्या से भाग दिया जाता है।</translation>
    </message>
    <message>
        <source>{what}: L1 adds a constant pull towards 0 to the gradient.</source>
        <translation>{what}: L1 gradient में 0 की ओर एक स्थिर खिंचाव जोड़ता है।</translation>
    </message>
    <message>
        <source>{what}: a step along the velocity.</source>
        <translation>{what}: velocity की दिशा में एक step।</translation>
    </message>
    <message>
        <source>{what}: m, the running mean of the gradient.</source>
        <translation>{what}: m, gradient का running mean।</translation>
    </message>
    <message>
        <source>{what}: v, the running mean of the squared gradient.</source>
        <translation>{what}: v, gradient के वर्ग का running mean।</translation>
    </message>
    <message>
        <source>{what}: the squares of all gradients so far are added up.</source>
        <translation>{what}: अब तक के सभी gradients के वर्ग जोड़े जाते हैं।</translation>
    </message>
    <message>
        <source>The learning rate of this step; it shrinks from step to step.</source>
        <translation>इस step की learning rate, हर step के साथ छोटी।</translation>
    </message>
    <message>
        <source>{what}: v minus the square of m is the variance of the gradient.</source>
        <translation>{what}: v में से m का वर्ग घटाने पर gradient का variance मिलता है।</translation>
    </message>
    <message>
        <source>{what}: the gradient divided by the square root of its mean square.</source>
        <translation>{what}: gradient को उसके औसत वर्ग के वर्गमूल से भाग।</translation>
    </message>
    <message>
        <source>{what}: for clipping, the squares of all entries of the gradient are added up.</source>
        <translation>{what}: clipping के लिए gradient की सभी entries के वर्ग जोड़े जाते हैं।</translation>
    </message>
    <message>
        <source>Clipping: the square root of this sum is the norm of the whole gradient.</source>
        <translation>Clipping: इस योग का वर्गमूल पूरे gradient का norm है।</translation>
    </message>
    <message>
        <source>Clipping: the factor that brings the norm down to the limit; 1 leaves the gradient unchanged.</source>
        <translation>Clipping: वह factor जो norm को सीमा तक घटाए; 1 हो तो gradient वैसा ही रहता है।</translation>
    </message>
    <message>
        <source>{what}: the gradient is multiplied by the clipping factor.</source>
        <translation>{what}: clipping gradient को उस factor से गुणा करता है।</translation>
    </message>
    <message>
        <source>{what}: clipping lets no entry of the gradient exceed the limit.</source>
        <translation>{what}: clipping gradient की किसी entry को सीमा से बाहर नहीं जाने देता।</translation>
    </message>
    <message>
        <source>Weights {name}</source>
        <translation>Weights {name}</translation>
    </message>
    <message>
        <source>Biases of {name}</source>
        <translation>{name} के biases</translation>
    </message>
    <message>
        <source>Input weights of {name}</source>
        <translation>{name} के input weights</translation>
    </message>
    <message>
        <source>Recurrent weights of {name}</source>
        <translation>{name} के recurrent weights</translation>
    </message>
    <message>
        <source>Input biases of {name}</source>
        <translation>{name} के input biases</translation>
    </message>
    <message>
        <source>Recurrent biases of {name}</source>
        <translation>{name} के recurrent biases</translation>
    </message>
    <message>
        <source>Initial state of {name}</source>
        <translation>{name} की आरंभिक state</translation>
    </message>
    <message>
        <source>Initial memory of {name}</source>
        <translation>{name} की आरंभिक memory</translation>
    </message>
    <message>
        <source>Scales of {name}</source>
        <translation>{name} के scales</translation>
    </message>
    <message>
        <source>Shifts of {name}</source>
        <translation>{name} के shifts</translation>
    </message>
    <message>
        <source>Vectors of {name}</source>
        <translation>{name} के vectors</translation>
    </message>
    <message>
        <source>previous state</source>
        <translation>पुरानी state</translation>
    </message>
    <message>
        <source>previous memory</source>
        <translation>पुरानी memory</translation>
    </message>
    <message>
        <source>The gradient flows back through the weights to layer {node} at the previous time step.</source>
        <translation>Gradient weights से होकर पिछले time step की layer {node} तक लौटता है।</translation>
    </message>
    <message>
        <source>A sum passes the gradient on unchanged to the part that came from {source}.</source>
        <translation>जोड़ gradient को बिना बदले आगे देता है: उसकी ओर, जो {source} से आया।</translation>
    </message>
    <message>
        <source>A sum passes the gradient on unchanged to layer {node}: this is its δ.</source>
        <translation>जोड़ gradient को बिना बदले आगे देता है: layer {node} की ओर, जिसका यह δ है।</translation>
    </message>
    <message>
        <source>{what}: a step against the velocity, scaled by the learning rate.</source>
        <translation>{what}: velocity के विपरीत एक step, learning rate जितना लंबा।</translation>
    </message>
    <message>
        <source>{what}: a step against the look-ahead direction, scaled by the learning rate.</source>
        <translation>{what}: उस दिशा के विपरीत एक step, learning rate जितना लंबा।</translation>
    </message>
    <message>
        <source>Layer {node} multiplies its own output from the previous time step by the weights of all its gates.</source>
        <translation>Layer {node} पिछले time step के अपने output को अपने सभी gates के weights से गुणा करती है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the contribution of its input to the reset gate.</source>
        <translation>Layer {node} वह लेती है जो उसका input reset gate को देता है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the contribution of its input to the update gate.</source>
        <translation>Layer {node} वह लेती है जो उसका input update gate को देता है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the contribution of its input to the candidate.</source>
        <translation>Layer {node} वह लेती है जो उसका input candidate को देता है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the contribution of its previous state to the reset gate.</source>
        <translation>Layer {node} वह लेती है जो उसकी पुरानी state reset gate को देती है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the contribution of its previous state to the update gate.</source>
        <translation>Layer {node} वह लेती है जो उसकी पुरानी state update gate को देती है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the contribution of its previous state to the candidate.</source>
        <translation>Layer {node} वह लेती है जो उसकी पुरानी state candidate को देती है।</translation>
    </message>
    <message>
        <source>Layer {node}: the reset gate times the contribution of the previous state to the candidate.</source>
        <translation>Layer {node}: reset gate गुणा वह, जो पुरानी state candidate को देती है।</translation>
    </message>
    <message>
        <source>Layer {node} multiplies its own output from the previous time step by its weights.</source>
        <translation>Layer {node} पिछले time step के अपने output को अपने weights से गुणा करती है।</translation>
    </message>
    <message>
        <source>Layer {node} updates its running average of the mean, for later predictions.</source>
        <translation>Layer {node} mean का अपना running average बदलती है, बाद की predictions के लिए।</translation>
    </message>
    <message>
        <source>Layer {node} updates its running average of the variance, for later predictions.</source>
        <translation>Layer {node} variance का अपना running average बदलती है, बाद की predictions के लिए।</translation>
    </message>
    <message>
        <source>The minus sign reverses the sign of the gradient on its way to the {part} of {node}.</source>
        <translation>ऋण चिह्न के पीछे gradient का चिह्न बदल जाता है: {node} के {part} की ओर।</translation>
    </message>
    <message>
        <source>The gradient passes back through the scale of {node}: δ times the scale.</source>
        <translation>Gradient {node} के scale से गुज़रता है: δ गुणा scale।</translation>
    </message>
    <message>
        <source>Through the variance, the gradient reaches layer {node}: each input in proportion to its distance from the mean.</source>
        <translation>Variance से होकर gradient layer {node} तक पहुँचता है: हर input mean से अपनी दूरी के अनुसार।</translation>
    </message>
    <message>
        <source>{what}: a step against the gradient, scaled by the learning rate.</source>
        <translation>{what}: gradient के विपरीत एक step, learning rate जितना लंबा।</translation>
    </message>
    <message>
        <source>{what}: the sign of the gradient is reversed, a deliberate mistake; the loss will rise.</source>
        <translation>{what}: gradient का चिह्न उलटा गया, जान-बूझकर रखी गई गलती; loss बढ़ेगा।</translation>
    </message>
    <message>
        <source>{what}: Nesterov looks ahead with the gradient plus a fraction of the velocity.</source>
        <translation>{what}: Nesterov आगे देखता है, gradient और velocity का एक हिस्सा।</translation>
    </message>
    <message>
        <source>{layer} at the previous time step</source>
        <translation>पिछले time step की {layer}</translation>
    </message>
    <message>
        <source>The contribution of {source} to layer {node} is multiplied by the factor of the wire.</source>
        <translation>{source} layer {node} में जो लाता है, वह wire के गुणक से गुणा होता है।</translation>
    </message>
    <message>
        <source>{what}: a fraction of the velocity is kept, and the gradient is added.</source>
        <translation>{what}: velocity का एक हिस्सा रहता है, और gradient जोड़ा जाता है।</translation>
    </message>
    <message>
        <source>How much of the gradient is added to the velocity: all of it in the first step, less afterwards.</source>
        <translation>Velocity में gradient का कितना हिस्सा जुड़ता है: पहले step में पूरा, बाद में कम।</translation>
    </message>
    <message>
        <source>{what}: a fraction of the velocity is kept, and a fraction of the gradient is added.</source>
        <translation>{what}: velocity का एक हिस्सा रहता है, और gradient का एक हिस्सा जोड़ा जाता है।</translation>
    </message>
    <message>
        <source>{what}: a fraction of the velocity is kept, and the gradient, scaled by the learning rate, is subtracted.</source>
        <translation>{what}: velocity का एक हिस्सा रहता है, और learning rate से गुणा किया gradient घटाया जाता है।</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>चल रहा है</translation>
    </message>
    <message>
        <source>{rate} steps/s</source>
        <translation>{rate} steps/s</translation>
    </message>
    <message>
        <source>Layer {node} adds up the values from its wires.</source>
        <translation>Layer {node} अपने तारों से आई संख्याओं को जोड़ती है।</translation>
    </message>
    <message>
        <source>Layer {node} concatenates the values from its wires.</source>
        <translation>Layer {node} अपने तारों से आई संख्याओं को एक के बाद एक जोड़कर रखती है।</translation>
    </message>
    <message>
        <source>Layer {node} takes the values from its wire unchanged.</source>
        <translation>Layer {node} अपने तार से आई संख्या ज्यों की त्यों लेती है।</translation>
    </message>
    <message>
        <source>{what}: the sign of the gradient is reversed, because the loss is to be maximised.</source>
        <translation>{what}: gradient का चिह्न उलटा गया, क्योंकि loss को अधिकतम करना है।</translation>
    </message>
    <message>
        <source>{what}: the largest v so far, by which AMSGrad divides.</source>
        <translation>{what}: अब तक का सबसे बड़ा v, जिससे AMSGrad भाग देता है।</translation>
    </message>
    <message>
        <source>Layer {node} collects, for each position of its kernel, the values of {source} that it covers.</source>
        <translation>Layer {node} अपने kernel की हर position के लिए {source} के वे मान इकट्ठे करती है जिन्हें kernel ढकता है।</translation>
    </message>
    <message>
        <source>Layer {node} takes the mean of each window.</source>
        <translation>Layer {node} हर window का mean लेती है।</translation>
    </message>
    <message>
        <source>Layer {node} takes the mean of each unit over all positions.</source>
        <translation>Layer {node} सभी positions पर हर unit का mean लेती है।</translation>
    </message>
    <message>
        <source>Layer {node} puts the units of all positions into one vector.</source>
        <translation>Layer {node} सभी positions की units को एक ही vector में रखती है।</translation>
    </message>
    <message>
        <source>Layer {node} turns the scores of each query into weights that add up to 1; later positions get 0.</source>
        <translation>Layer {node} हर query के scores को weights में बदलती है जिनका जोड़ 1 है; बाद की positions को 0 मिलता है।</translation>
    </message>
    <message>
        <source>Layer {node} turns its scores into weights that add up to 1.</source>
        <translation>Layer {node} अपने scores को weights में बदलती है जिनका जोड़ 1 है।</translation>
    </message>
    <message>
        <source>Layer {node} adds up the values, each multiplied by its weight.</source>
        <translation>Layer {node} values को उनके weights से गुणा करके जोड़ती है।</translation>
    </message>
    <message>
        <source>The gradient flows back to layer {node}: only the largest value of each window gets it.</source>
        <translation>Gradient layer {node} तक पीछे जाता है: हर window में केवल सबसे बड़े मान को मिलता है।</translation>
    </message>
    <message>
        <source>Kernels of {name}</source>
        <translation>{name} के kernels</translation>
    </message>
    <message>
        <source>Layer {node} computes the query, key and value of every token.</source>
        <translation>Layer {node} हर token की queries, keys और values निकालती है।</translation>
    </message>
    <message>
        <source>Layer {node} computes the key and value of every token of its second source.</source>
        <translation>Layer {node} अपने दूसरे source के हर token की keys और values निकालती है।</translation>
    </message>
    <message>
        <source>Layer {node} takes the dot product of each query with each key: how well they match.</source>
        <translation>Layer {node} हर query को हर key से गुणा करती है: वे कितनी मेल खाती हैं।</translation>
    </message>
    <message>
        <source>The gradient flows back to layer {node}: every value gets the sum of the contributions of all patches that contain it.</source>
        <translation>Gradient layer {node} तक लौटता है: हर value को उन सभी patches के योगदानों का जोड़ मिलता है जिनमें वह है।</translation>
    </message>
    <message>
        <source>The gradient flows back to layer {node}, each element to its own position.</source>
        <translation>Gradient layer {node} तक पीछे जाता है, हर संख्या अपनी position पर।</translation>
    </message>
    <message>
        <source>The gradient flows back to the values of {node}, in proportion to their attention weights.</source>
        <translation>Gradient {node} की values तक लौटता है, उनके attention weights के अनुपात में।</translation>
    </message>
    <message>
        <source>The gradient of an attention weight of {node}: the dot product of its value with the gradient of the weighted sum.</source>
        <translation>{node} के attention weight का gradient: उसकी value और weighted sum के gradient का dot product।</translation>
    </message>
    <message>
        <source>Query, key and value weights of {name}</source>
        <translation>{name} की queries, keys और values के weights</translation>
    </message>
    <message>
        <source>Query, key and value biases of {name}</source>
        <translation>{name} की queries, keys और values के biases</translation>
    </message>
    <message>
        <source>Output weights of {name}</source>
        <translation>{name} के output के weights</translation>
    </message>
    <message>
        <source>Output biases of {name}</source>
        <translation>{name} के output के biases</translation>
    </message>
    <message>
        <source>The gradient goes back into the matching rows of z in {node}.</source>
        <translation>Gradient {node} के z की अपनी पंक्तियों में लौटता है।</translation>
    </message>
    <message>
        <source>{what}: without zero_grad, the gradient is added to those of the previous steps.</source>
        <translation>{what}: zero_grad के बिना gradient पिछले steps के gradient में जुड़ता है।</translation>
    </message>
    <message>
        <source>position {place}</source>
        <translation>position {place}</translation>
    </message>
    <message>
        <source>Layer {node} transposes the weights that it shares.</source>
        <translation>Layer {node} अपने साझा weights को transpose करती है।</translation>
    </message>
    <message>
        <source>Layer {node} takes the values of {source}; no gradient will flow back to it.</source>
        <translation>Layer {node} {source} के मान लेती है; उस तक कोई gradient वापस नहीं जाएगा।</translation>
    </message>
    <message>
        <source>Layer {node}: the mean of each group of units over all positions of a sample.</source>
        <translation>Layer {node}: units के हर group का माध्य, sample की सब positions पर।</translation>
    </message>
    <message>
        <source>Layer {node}: the variance of each group of units over all positions of a sample.</source>
        <translation>Layer {node}: units के हर group का प्रसरण, sample की सब positions पर।</translation>
    </message>
    <message>
        <source>Layer {node} multiplies negative inputs by the slope that it has learned.</source>
        <translation>Layer {node} ऋण inputs को अपनी सीखी हुई slope से गुणा करती है।</translation>
    </message>
    <message>
        <source>Slopes of {name}</source>
        <translation>{name} की slopes</translation>
    </message>
    <message>
        <source>tanh of the memory</source>
        <translation>दबी हुई memory</translation>
    </message>
    <message>
        <source>Layer {node}: the output gate times tanh of the memory is its output.</source>
        <translation>Layer {node}: output gate और दबी हुई memory का गुणनफल ही उसका output है।</translation>
    </message>
    <message>
        <source>The gradient flows back to layer {node}: every value in a window gets an equal share.</source>
        <translation>Gradient layer {node} तक पीछे जाता है: window के हर मान को बराबर हिस्सा मिलता है।</translation>
    </message>
    <message>
        <source>The gradient flows back to layer {node}: every position gets an equal share.</source>
        <translation>Gradient layer {node} तक पीछे जाता है: हर position को बराबर हिस्सा मिलता है।</translation>
    </message>
    <message>
        <source>The loss of time step {added} is added to those before it.</source>
        <translation>Time step {added} का loss उससे पहले के loss में जोड़ा जाता है।</translation>
    </message>
    <message>
        <source>The gradient flows back through the kernels to the patches that {node} collected.</source>
        <translation>Gradient kernels से होकर उन patches तक लौटता है जो {node} ने इकट्ठे किए थे।</translation>
    </message>
    <message>
        <source>The gradient flows back through the weights to the {part} of {node}.</source>
        <translation>Gradient weights से होकर {node} के {part} तक लौटता है।</translation>
    </message>
    <message>
        <source>A sum passes the gradient on unchanged to the sum of the losses of time steps {first} to {last}.</source>
        <translation>जोड़ gradient को बिना बदले time step {first} से {last} तक के loss के जोड़ तक भेजता है।</translation>
    </message>
    <message>
        <source>A sum passes the gradient on unchanged to the loss of time step {first}.</source>
        <translation>जोड़ gradient को बिना बदले time step {first} के loss तक भेजता है।</translation>
    </message>
    <message>
        <source>Layer {node} concatenates the outputs of its heads.</source>
        <translation>Layer {node} अपने heads के outputs एक के बाद एक रखती है।</translation>
    </message>
    <message>
        <source>input contribution</source>
        <translation>input का योगदान</translation>
    </message>
    <message>
        <source>recurrent contribution</source>
        <translation>पुरानी state का योगदान</translation>
    </message>
    <message>
        <source>input contribution to the reset gate</source>
        <translation>reset gate में input का योगदान</translation>
    </message>
    <message>
        <source>input contribution to the update gate</source>
        <translation>update gate में input का योगदान</translation>
    </message>
    <message>
        <source>input contribution to the candidate</source>
        <translation>candidate में input का योगदान</translation>
    </message>
    <message>
        <source>recurrent contribution to the reset gate</source>
        <translation>reset gate में पुरानी state का योगदान</translation>
    </message>
    <message>
        <source>recurrent contribution to the update gate</source>
        <translation>update gate में पुरानी state का योगदान</translation>
    </message>
    <message>
        <source>recurrent contribution to the candidate</source>
        <translation>candidate में पुरानी state का योगदान</translation>
    </message>
    <message>
        <source>queries, keys and values</source>
        <translation>queries, keys और values</translation>
    </message>
    <message>
        <source>keys and values</source>
        <translation>keys और values</translation>
    </message>
    <message>
        <source>queries</source>
        <translation>queries</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>keys</translation>
    </message>
    <message>
        <source>values</source>
        <translation>values</translation>
    </message>
    <message>
        <source>scores</source>
        <translation>scores</translation>
    </message>
    <message>
        <source>attention weights</source>
        <translation>attention weights</translation>
    </message>
    <message>
        <source>weighted sum</source>
        <translation>भारित योग</translation>
    </message>
    <message>
        <source>concatenated heads</source>
        <translation>जुड़े हुए heads</translation>
    </message>
    <message>
        <source>Layer {node}: a weight depends on all scores of its query, so the gradient of a score combines those of all weights.</source>
        <translation>Layer {node}: हर weight अपनी query के सभी scores पर निर्भर है, इसलिए हर score का gradient सभी weights के gradients से बनता है।</translation>
    </message>
    <message>
        <source>The gradients of the {part} of {node} are concatenated.</source>
        <translation>{node} के {part} के gradients एक के बाद एक रखे जाते हैं।</translation>
    </message>
    <message>
        <source>The {part} of {node}: its rows of the gradient of the concatenated heads.</source>
        <translation>{node} का {part}: जुड़े हुए heads के gradient से उसकी पंक्तियाँ।</translation>
    </message>
    <message>
        <source>{layer} (head {number})</source>
        <translation>{layer} (head {number})</translation>
    </message>
    <message>
        <source>The loss of layer {output} is multiplied by its weight.</source>
        <translation>Layer {output} का loss अपने weight से गुणा होता है।</translation>
    </message>
    <message>
        <source>Gradients that reach the {part} of {node} along paths {first} to {last} are added up.</source>
        <translation>{node} के {part} तक रास्ते {first} से {last} तक से आए gradients जोड़े जाते हैं।</translation>
    </message>
    <message>
        <source>Gradients that reach layer {node} along paths {first} to {last} are added up.</source>
        <translation>Layer {node} तक रास्ते {first} से {last} तक से आए gradients जोड़े जाते हैं।</translation>
    </message>
    <message>
        <source>The gradient flows back through the weights {via} to layer {node}.</source>
        <translation>Gradient weights {via} से होकर layer {node} तक लौटता है।</translation>
    </message>
    <message>
        <source>Gradients that reach layer {node} are added up: paths {paths} so far.</source>
        <translation>Layer {node} तक आए gradients जोड़े जाते हैं: अब तक रास्ते {paths}।</translation>
    </message>
    <message>
        <source>Layer {node}: its new state is the candidate plus the part of the difference that is kept.</source>
        <translation>Layer {node}: candidate और जो रखा गया, दोनों का जोड़ नई state है।</translation>
    </message>
    <message>
        <source>{what}: the gradient used is the one at the look-ahead point.</source>
        <translation>{what}: आगे वाले बिंदु का gradient ही काम में आता है।</translation>
    </message>
    <message>
        <source>{what}: δ at each position, summed over the samples.</source>
        <translation>{what}: उस position का δ, सभी samples पर जोड़ा हुआ।</translation>
    </message>
    <message>
        <source>The gradient flows back to the queries of {node}: the sum of the keys, each multiplied by the gradient of its score.</source>
        <translation>Gradient {node} की queries तक पीछे जाता है: keys का योग, हर key अपने score के gradient से गुणा।</translation>
    </message>
    <message>
        <source>The gradient flows back to the keys of {node}: the sum of the queries, each multiplied by the gradient of its score.</source>
        <translation>Gradient {node} की keys तक पीछे जाता है: queries का योग, हर query अपने score के gradient से गुणा।</translation>
    </message>
    <message>
        <source>Layer {node}: the upstream gradient times the slope gives δ.</source>
        <translation>Layer {node}: ऊपर से आया gradient गुणा ढलान, यही δ है।</translation>
    </message>
    <message>
        <source>The gradient passes to layer {node} only where its state was carried over.</source>
        <translation>Gradient layer {node} तक केवल वहीं जाता है जहाँ उसकी state आगे ले जाई गई थी।</translation>
    </message>
    <message>
        <source>{what}: the contribution of this time step is added to the rest; the gradient is now complete.</source>
        <translation>{what}: इस time step का योगदान बाकी में जुड़ता है; अब gradient पूरा है।</translation>
    </message>
    <message>
        <source>{what}: the gradient that the update uses.</source>
        <translation>{what}: वह gradient जिससे update होता है।</translation>
    </message>
    <message>
        <source>Layer {node} keeps the largest value in each window.</source>
        <translation>Layer {node} हर window का सबसे बड़ा मान रखती है।</translation>
    </message>
    <message>
        <source>Layer {node} adds a vector for each position.</source>
        <translation>Layer {node} हर position का vector जोड़ती है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the rows of z for its input gate.</source>
        <translation>Layer {node} z में से अपने input gate की पंक्तियाँ लेती है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the rows of z for its forget gate.</source>
        <translation>Layer {node} z में से अपने forget gate की पंक्तियाँ लेती है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the rows of z for its candidate.</source>
        <translation>Layer {node} z में से अपने candidate की पंक्तियाँ लेती है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the rows of z for its output gate.</source>
        <translation>Layer {node} z में से अपने output gate की पंक्तियाँ लेती है।</translation>
    </message>
    <message>
        <source>Layer {node}: the slope is evaluated at the activation a instead of at z, a deliberate mistake.</source>
        <translation>Layer {node}: ढाल z के बजाय a पर ली गई है, जान-बूझकर रखी गई गलती।</translation>
    </message>
    <message>
        <source>Layer {node} selects the rows for its queries: what each token looks for.</source>
        <translation>Layer {node} अपनी queries की rows लेती है: हर token क्या ढूँढता है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the rows for its keys: what each token offers to the queries.</source>
        <translation>Layer {node} अपनी keys की rows लेती है: हर token queries को क्या देता है।</translation>
    </message>
    <message>
        <source>Layer {node} selects the rows for its values: what each token passes on.</source>
        <translation>Layer {node} अपने values की rows लेती है: हर token आगे क्या देता है।</translation>
    </message>
    <message>
        <source>For the {part} of {node}, the gradients of all gates are concatenated.</source>
        <translation>{node} के सभी gates के gradients एक के बाद एक रखे जाते हैं: उसके {part} के।</translation>
    </message>
    <message>
        <source>The weighted loss of layer {other} is added to those before it.</source>
        <translation>Layer {other} का loss, अपने weight के साथ, उससे पहले के loss में जोड़ा जाता है।</translation>
    </message>
    <message>
        <source>A sum passes the gradient on unchanged to the weighted loss of layer {output}.</source>
        <translation>जोड़ gradient को बिना बदले layer {output} के loss तक, उसके weight के साथ, भेजता है।</translation>
    </message>
    <message>
        <source>The gradient with respect to the loss of layer {output} is the weight of that loss.</source>
        <translation>Layer {output} के loss के सापेक्ष gradient उसका weight है।</translation>
    </message>
    <message>
        <source>{what}: weight decay adds a multiple of the value to the gradient.</source>
        <translation>{what}: weight decay मान का एक हिस्सा gradient में जोड़ता है।</translation>
    </message>
    <message>
        <source>{what}: weight decay brings every value a little closer to 0.</source>
        <translation>{what}: weight decay हर मान को 0 के थोड़ा पास लाता है।</translation>
    </message>
    <message>
        <source>A running mean starts at 0: {name} measures how far this one has built up.</source>
        <translation>Running mean 0 से शुरू होता है: {name} बताता है कि यह कहाँ तक पहुँचा।</translation>
    </message>
    <message>
        <source>{what}: for clipping, the sum of the squares of this gradient is added to that of the others.</source>
        <translation>{what}: clipping के लिए इनके वर्गों का जोड़ औरों के जोड़ में मिलाया जाता है।</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Freeze {name}</source>
        <translation>{name} freeze करें</translation>
    </message>
    <message>
        <source>Unfreeze {name}</source>
        <translation>{name} unfreeze करें</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>{name} बदलें</translation>
    </message>
    <message>
        <source>Scale {name}</source>
        <translation>{name} का पैमाना बदलें</translation>
    </message>
    <message>
        <source>The new value of {name} takes effect from training step {step}.</source>
        <translation>{name} का नया मान training step {step} से लागू है।</translation>
    </message>
    <message>
        <source>All other weights and biases are kept, and the run begins again at step 0.</source>
        <translation>बाकी सब वैसे ही रहते हैं, और run step 0 से फिर शुरू होता है.</translation>
    </message>
    <message>
        <source>1 unit added to {name}; new weights and biases: {count}.</source>
        <translation>{name} में 1 unit जोड़ी गई; नए weights और biases: {count}।</translation>
    </message>
    <message>
        <source>1 unit removed from {name}; weights and biases removed with it: {count}.</source>
        <translation>{name} से 1 unit हटाई गई; उसके साथ गए weights और biases: {count}।</translation>
    </message>
    <message>
        <source>The batch size is now {size}: the data set has only that many samples.</source>
        <translation>Batch का आकार अब {size} है: डेटा में इससे अधिक samples नहीं हैं।</translation>
    </message>
    <message>
        <source>Cancelled: the current step is unchanged.</source>
        <translation>रद्द किया: अभी का step वही है।</translation>
    </message>
    <message>
        <source>Network of a lesson</source>
        <translation>पाठ का network</translation>
    </message>
    <message>
        <source>Answer first: the next step would give the answer away.</source>
        <translation>पहले उत्तर दें: अगले step से उत्तर दिख जाएगा।</translation>
    </message>
    <message>
        <source>A recorded run holds numbers about its layers, not the network itself. Close the run to go back to your drawing.</source>
        <translation>Record किए हुए run में उसकी layers की संख्याएँ होती हैं, network ख़ुद नहीं। अपने चित्र पर लौटने के लिए run बंद करें।</translation>
    </message>
    <message>
        <source>Rename {name}</source>
        <translation>{name} का नाम बदलना</translation>
    </message>
    <message>
        <source>Collapse {name}</source>
        <translation>{name} समेटना</translation>
    </message>
    <message>
        <source>Expand {name}</source>
        <translation>{name} खोलना</translation>
    </message>
</context>
<context>
    <name>SharePage</name>
    <message>
        <source>Share as a page</source>
        <translation>Page के रूप में साझा करें</translation>
    </message>
    <message>
        <source>From training step</source>
        <translation>Training step से</translation>
    </message>
    <message>
        <source>To training step</source>
        <translation>Training step तक</translation>
    </message>
    <message>
        <source>Record after every</source>
        <translation>हर इसके बाद record करें</translation>
    </message>
    <message>
        <source>record only up to training step {last}</source>
        <translation>केवल training step {last} तक record करें</translation>
    </message>
    <message>
        <source>record after every {size}</source>
        <translation>हर {size} के बाद record करें</translation>
    </message>
    <message>
        <source>This network is too large for a page.</source>
        <translation>यह network एक page के लिए बहुत बड़ा है।</translation>
    </message>
    <message>
        <source>What fits: {ways}</source>
        <translation>यह आ जाएगा: {ways}</translation>
    </message>
    <message>
        <source>Recorded moments: {count}. The page will be about {size} MB; the limit is {most} MB.</source>
        <translation>Record होने वाले क्षण: {count}। Page लगभग {size} MB का होगा; ज़्यादा से ज़्यादा {most} MB।</translation>
    </message>
    <message>
        <source>One HTML file that opens in any browser, on a phone too, without an internet connection. It shows these training steps as this window does, in English and Hindi.</source>
        <translation>एक HTML file, जो किसी भी browser में, phone पर भी, बिना internet के खुलती है। यह इन training steps को इसी window की तरह, English और हिन्दी में दिखाती है।</translation>
    </message>
</context>
<context>
    <name>SharedPage</name>
    <message>
        <source>Start</source>
        <translation>शुरू</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>एक चरण पीछे</translation>
    </message>
    <message>
        <source>Step into</source>
        <translation>भीतर जाएँ</translation>
    </message>
    <message>
        <source>Step over</source>
        <translation>एक चरण आगे</translation>
    </message>
    <message>
        <source>Step out</source>
        <translation>बाहर जाएँ</translation>
    </message>
    <message>
        <source>End</source>
        <translation>अंत</translation>
    </message>
    <message>
        <source>Step size</source>
        <translation>Step का आकार</translation>
    </message>
    <message>
        <source>Recorded moment</source>
        <translation>Record किया गया क्षण</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>सूत्र</translation>
    </message>
    <message>
        <source>Heatmaps</source>
        <translation>हीटमैप</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>हल्का या गहरा रंग</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>अभी गणना नहीं हुई</translation>
    </message>
    <message>
        <source>training step</source>
        <translation>training step</translation>
    </message>
    <message>
        <source>Keys: ↓ or F11 into · → or F10 over · ↑ out · ← back · Home, End</source>
        <translation>कुंजियाँ: ↓ या F11 भीतर · → या F10 आगे · ↑ बाहर · ← पीछे · Home, End</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>जाँचें</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>संकेत</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>दिखाएँ</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>आगे</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>पिछला</translation>
    </message>
    <message>
        <source>rises (+)</source>
        <translation>बढ़ता है (+)</translation>
    </message>
    <message>
        <source>falls (−)</source>
        <translation>घटता है (−)</translation>
    </message>
    <message>
        <source>stays (0)</source>
        <translation>वही रहता है (0)</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>ऊपर ले जाएँ</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>नीचे ले जाएँ</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>फिर से शुरू करें</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>आपका उत्तर</translation>
    </message>
    <message>
        <source>you said {given} · it is {expected}</source>
        <translation>आपने कहा {given} · सही है {expected}</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>सही।</translation>
    </message>
    <message>
        <source>It is {expected}</source>
        <translation>सही है {expected}</translation>
    </message>
    <message>
        <source>One way to say it: {expected}</source>
        <translation>एक तरह से कहें: {expected}</translation>
    </message>
    <message>
        <source>Step on until it happens, or go there at once:</source>
        <translation>जब तक यह न हो, आगे बढ़ें, या सीधे वहाँ जाएँ:</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>वहाँ जाएँ</translation>
    </message>
    <message>
        <source>This is something to do in the program itself; here you can read on.</source>
        <translation>यह काम program में ही करने का है; यहाँ आप आगे पढ़ सकते हैं।</translation>
    </message>
    <message>
        <source>You have reached the end of this lesson.</source>
        <translation>यह पाठ यहाँ पूरा हुआ।</translation>
    </message>
    <message>
        <source>Recorded with Backprop Explorer {version}. This page shows recorded numbers; it computes nothing and needs no internet connection.</source>
        <translation>Backprop Explorer {version} से record किया गया। यह page record की गई संख्याएँ दिखाता है; यह कुछ गणना नहीं करता और इसे internet नहीं चाहिए।</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Share as a page</source>
        <translation>Page के रूप में साझा करें</translation>
    </message>
    <message>
        <source>Recording moments…</source>
        <translation>क्षण record हो रहे हैं…</translation>
    </message>
    <message>
        <source>Not shared</source>
        <translation>साझा नहीं हुआ</translation>
    </message>
    <message>
        <source>Wrote {path}</source>
        <translation>{path} लिखा गया</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Next</source>
        <translation>आगे</translation>
    </message>
    <message>
        <source>Begin here</source>
        <translation>यहाँ से शुरू करें</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>सभी पाठ</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>अभ्यास</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} मिनट</translation>
    </message>
    <message>
        <source>done</source>
        <translation>पूरा</translation>
    </message>
    <message>
        <source>new</source>
        <translation>नया</translation>
    </message>
    <message>
        <source>Where it is used</source>
        <translation>यह कहाँ काम आता है</translation>
    </message>
    <message>
        <source>Opens an example</source>
        <translation>एक उदाहरण खोलता है</translation>
    </message>
    <message>
        <source>Questions from earlier lessons, with new numbers: {count}</source>
        <translation>पिछले पाठों के प्रश्न, नई संख्याओं पर: {count}</translation>
    </message>
    <message>
        <source>Do you remember?</source>
        <translation>क्या अब भी याद है?</translation>
    </message>
    <message>
        <source>Best after: {titles}</source>
        <translation>इनके बाद बेहतर: {titles}</translation>
    </message>
    <message>
        <source>started</source>
        <translation>शुरू</translation>
    </message>
</context>
<context>
    <name>SideJob</name>
    <message>
        <source>The computation failed; the log has the details.</source>
        <translation>गणना विफल रही; विवरण log में है।</translation>
    </message>
</context>
<context>
    <name>SignForm</name>
    <message>
        <source>It rises if this is positive</source>
        <translation>यह धनात्मक हो तो बढ़ता है</translation>
    </message>
    <message>
        <source>It stays the same if that differs from 0 by at most</source>
        <translation>0 से अंतर इससे ज़्यादा न हो तो वही रहता है</translation>
    </message>
</context>
<context>
    <name>Speed</name>
    <message>
        <source>{count} operation/s</source>
        <translation>{count} operation/s</translation>
    </message>
    <message>
        <source>{count} operations/s</source>
        <translation>{count} operations/s</translation>
    </message>
    <message>
        <source>{count} layer/s</source>
        <translation>{count} layer/s</translation>
    </message>
    <message>
        <source>{count} layers/s</source>
        <translation>{count} layers/s</translation>
    </message>
    <message>
        <source>{count} time step/s</source>
        <translation>{count} time step/s</translation>
    </message>
    <message>
        <source>{count} time steps/s</source>
        <translation>{count} time steps/s</translation>
    </message>
    <message>
        <source>{count} phase/s</source>
        <translation>{count} फ़ेज़/s</translation>
    </message>
    <message>
        <source>{count} phases/s</source>
        <translation>{count} phases/s</translation>
    </message>
    <message>
        <source>{count} training step/s</source>
        <translation>{count} training step/s</translation>
    </message>
    <message>
        <source>{count} training steps/s</source>
        <translation>{count} training steps/s</translation>
    </message>
    <message>
        <source>{count} epoch/s</source>
        <translation>{count} epoch/s</translation>
    </message>
    <message>
        <source>{count} epochs/s</source>
        <translation>{count} epochs/s</translation>
    </message>
    <message>
        <source>{count} step/s</source>
        <translation>{count} step/s</translation>
    </message>
    <message>
        <source>{count} steps/s</source>
        <translation>{count} steps/s</translation>
    </message>
</context>
<context>
    <name>SpeedBox</name>
    <message>
        <source>Speed</source>
        <translation>गति</translation>
    </message>
    <message>
        <source>How fast a run (F5) goes. You can change this while it runs.</source>
        <translation>Run (F5) कितना तेज़ चले। चलते समय भी बदल सकते हैं।</translation>
    </message>
    <message>
        <source>Gentle start</source>
        <translation>धीमी शुरुआत</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>अधिकतम</translation>
    </message>
    <message>
        <source>Starts at 30 training steps a second and gets faster and faster, so that you can watch the network learn</source>
        <translation>एक सेकंड में 30 training step से शुरू होकर तेज़ होता जाता है, ताकि सीखना दिखे</translation>
    </message>
    <message>
        <source>As fast as possible</source>
        <translation>जितना तेज़ हो सके</translation>
    </message>
    <message>
        <source>Whole training steps</source>
        <translation>पूरे training step</translation>
    </message>
    <message>
        <source>Runs in blocks of the size chosen for Step over; canvas, program and formula follow</source>
        <translation>‘एक चरण आगे’ के लिए चुने आकार के खंड एक-एक करके: canvas, program और formula साथ चलते हैं</translation>
    </message>
</context>
<context>
    <name>StatesPanel</name>
    <message>
        <source>Product of Jacobians</source>
        <translation>Jacobians का गुणनफल</translation>
    </message>
    <message>
        <source>{node} (hidden state)</source>
        <translation>{node} (hidden state)</translation>
    </message>
    <message>
        <source>Known after the backward pass: step with F10.</source>
        <translation>Backward pass के बाद पता चलेगा: F10 से आगे बढ़ें।</translation>
    </message>
    <message>
        <source>∂{node}({t})/∂{node}({k}): {count} factors, largest singular value {size}</source>
        <translation>∂{node}({t})/∂{node}({k}): {count} गुणनखंड, सबसे बड़ा singular value {size}</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Step {step} · {phase} · {pc} of {length} · epoch {epoch}</source>
        <translation>Step {step} · {phase} · {length} में से {pc} · epoch {epoch}</translation>
    </message>
    <message>
        <source>loss {loss}</source>
        <translation>loss {loss}</translation>
    </message>
    <message>
        <source>This run was made elsewhere ({how}): the last digits may differ when it is continued here.</source>
        <translation>यह run कहीं और बना था ({how}): यहाँ आगे चलाने पर आख़िरी अंक अलग हो सकते हैं।</translation>
    </message>
    <message>
        <source>Stopped: {name} is not finite (NaN or infinity). Step back to see why.</source>
        <translation>रुका: {name} finite नहीं है (NaN या infinity)। कारण देखने के लिए पीछे जाएँ।</translation>
    </message>
    <message>
        <source>Replaying step {step} did not reproduce the recorded numbers; the values shown may be wrong.</source>
        <translation>Step {step} दोबारा चलाने पर दर्ज संख्याएँ नहीं मिलीं; दिख रहे मान ग़लत हो सकते हैं।</translation>
    </message>
    <message>
        <source>Stopped: {quantity} passed its limit.</source>
        <translation>रुका: {quantity} ने अपनी सीमा पार की।</translation>
    </message>
    <message>
        <source>Target loss reached.</source>
        <translation>लक्षित loss मिल गया।</translation>
    </message>
    <message>
        <source>Stopped at a breakpoint.</source>
        <translation>Breakpoint पर रुका।</translation>
    </message>
    <message>
        <source>Paused ({reason}). Run (F5) continues.</source>
        <translation>रुक गया, {reason}। Run (F5) से आगे चलेगा।</translation>
    </message>
    <message>
        <source>Step {step} · epoch {epoch}</source>
        <translation>Step {step} · epoch {epoch}</translation>
    </message>
    <message>
        <source>Computed with NumPy: the compiled kernels are missing, damaged or switched off. Help &gt; About says why.</source>
        <translation>गणना NumPy कर रहा है: कम्पाइल किए हुए कर्नेल नहीं हैं, ख़राब हैं या बंद किए गए हैं। कारण सहायता &gt; परिचय में है।</translation>
    </message>
    <message>
        <source>Computed with the compiled kernels, using {level} instructions.</source>
        <translation>गणना कम्पाइल किए हुए कर्नेल कर रहे हैं, {level} निर्देशों के साथ।</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>रुका हुआ</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>तैयार</translation>
    </message>
    <message>
        <source>step complete</source>
        <translation>step पूरा हुआ</translation>
    </message>
    <message>
        <source>Recorded run</source>
        <translation>Record किया हुआ run</translation>
    </message>
    <message>
        <source>training step {step}</source>
        <translation>training step {step}</translation>
    </message>
    <message>
        <source>cannot run yet</source>
        <translation>अभी चलने लायक नहीं</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
    <message>
        <source>Leave the lesson</source>
        <translation>पाठ छोड़ें</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>जाँचें</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>उत्तर दिखाएँ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>पीछे</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>संकेत</translation>
    </message>
    <message>
        <source>Hands up</source>
        <translation>हाथ उठाएँ</translation>
    </message>
    <message>
        <source>Start this step again</source>
        <translation>यह step फिर से शुरू करें</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>आगे</translation>
    </message>
    <message>
        <source>Hint {n}: {words}</source>
        <translation>संकेत {n}: {words}</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>हो गया।</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>सही।</translation>
    </message>
    <message>
        <source>One way to say it: {words}</source>
        <translation>एक तरीका: {words}</translation>
    </message>
    <message>
        <source>Edits: {edits}, loss: {loss}.</source>
        <translation>Edit: {edits}, loss: {loss}।</translation>
    </message>
    <message>
        <source>The next hint (H)</source>
        <translation>अगला संकेत (H)</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>समाप्त</translation>
    </message>
    <message>
        <source>You are elsewhere: this step is about another moment or network.</source>
        <translation>आप कहीं और हैं: यह step किसी दूसरे क्षण या network की बात करता है।</translation>
    </message>
    <message>
        <source>Count the hands raised for each answer; the counts are kept with the answers, for the report</source>
        <translation>हर उत्तर के लिए class में उठे हाथ गिनें; उत्तरों के साथ report के लिए रखे जाते हैं</translation>
    </message>
    <message>
        <source>Take me back</source>
        <translation>मुझे वापस लाएँ</translation>
    </message>
    <message>
        <source>Leave the lesson (Esc): your own work is restored, and your progress is kept</source>
        <translation>पाठ छोड़ें (Esc): आपका अपना काम लौट आता है, और आपकी प्रगति बनी रहती है</translation>
    </message>
    <message>
        <source>Kept. Press R to reveal.</source>
        <translation>उत्तर रख लिया। R दबाकर दिखाएँ।</translation>
    </message>
    <message>
        <source>Your best: {edits} (loss: {loss}).</source>
        <translation>आपका सबसे अच्छा: {edits} (loss: {loss})।</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>Go to this moment</source>
        <translation>इस क्षण पर खड़ा करें</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>पढ़ें</translation>
    </message>
    <message>
        <source>Do</source>
        <translation>करें</translation>
    </message>
    <message>
        <source>Recap</source>
        <translation>सार</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>एक संख्या</translation>
    </message>
    <message>
        <source>rises, falls or stays</source>
        <translation>बढ़ता, घटता या वही रहता है</translation>
    </message>
    <message>
        <source>one of several answers</source>
        <translation>कई उत्तरों में से एक</translation>
    </message>
    <message>
        <source>an order</source>
        <translation>क्रम</translation>
    </message>
    <message>
        <source>a place</source>
        <translation>जगह</translation>
    </message>
    <message>
        <source>factors of a product</source>
        <translation>गुणनफल के factor</translation>
    </message>
    <message>
        <source>a sentence</source>
        <translation>एक वाक्य</translation>
    </message>
    <message>
        <source>What is asked for</source>
        <translation>क्या पूछा जाता है</translation>
    </message>
    <message>
        <source>by at most</source>
        <translation>ज़्यादा से ज़्यादा इतना</translation>
    </message>
    <message>
        <source>by this fraction of it</source>
        <translation>इसके इतने हिस्से तक</translation>
    </message>
    <message>
        <source>Plain words; **bold**, `code`, and live values: {{ value(&quot;y.a&quot;)[0,0] | 3g }}</source>
        <translation>सादे शब्द; **bold**, `code`, और live values: {{ value(&quot;y.a&quot;)[0,0] | 3g }}</translation>
    </message>
    <message>
        <source>Kind of step</source>
        <translation>Step का प्रकार</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>लेख</translation>
    </message>
    <message>
        <source>Until this is true</source>
        <translation>जब तक यह सच न हो</translation>
    </message>
    <message>
        <source>Accepted answer, as an expression</source>
        <translation>सही उत्तर, expression के रूप में</translation>
    </message>
    <message>
        <source>It may be off</source>
        <translation>कितना अंतर चलेगा</translation>
    </message>
    <message>
        <source>Wrong answer {number}, and the feedback for it</source>
        <translation>ग़लत उत्तर {number}, और उस पर क्या कहें</translation>
    </message>
    <message>
        <source>Hint {number}</source>
        <translation>संकेत {number}</translation>
    </message>
    <message>
        <source>Explanation, given at the end</source>
        <translation>क्यों, अंत में</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>पूछें</translation>
    </message>
    <message>
        <source>blanks in a table</source>
        <translation>table की ख़ाली जगहें</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>क्षण</translation>
    </message>
    <message>
        <source>by rounding to n digits</source>
        <translation>n अंकों तक rounding में</translation>
    </message>
    <message>
        <source>by n powers of ten</source>
        <translation>दस की n घातों तक</translation>
    </message>
</context>
<context>
    <name>StepZoom</name>
    <message>
        <source>The wheel zooms and dragging moves the view; a double-click shows everything again. Keys: +, − and 0.</source>
        <translation>Wheel से zoom होता है, खींचने से हिस्सा खिसकता है; double click से फिर सब दिखता है। Keys: +, − और 0।</translation>
    </message>
</context>
<context>
    <name>SteppingBar</name>
    <message>
        <source>Stepping</source>
        <translation>चरण</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>उदाहरण</translation>
    </message>
    <message>
        <source>How far Step over and Step back go</source>
        <translation>एक चरण आगे/पीछे कितना चले</translation>
    </message>
    <message>
        <source>Speed </source>
        <translation>गति </translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>लेआउट</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>पैनल</translation>
    </message>
    <message>
        <source>Break it</source>
        <translation>बिगाड़कर देखें</translation>
    </message>
    <message>
        <source>More</source>
        <translation>और</translation>
    </message>
    <message>
        <source>Go to the first operation of this phase</source>
        <translation>इस phase के पहले operation पर जाएँ</translation>
    </message>
</context>
<context>
    <name>SweepDialog</name>
    <message>
        <source>Sweep: where gradients vanish and explode</source>
        <translation>Sweep: gradient कहाँ vanish और explode होते हैं</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>शुरू</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>Export figure…</source>
        <translation>चित्र export करें…</translation>
    </message>
    <message>
        <source>Save table…</source>
        <translation>तालिका सहेजें…</translation>
    </message>
    <message>
        <source>by depth</source>
        <translation>गहराई में</translation>
    </message>
    <message>
        <source>through time</source>
        <translation>समय में</translation>
    </message>
    <message>
        <source>One training step for each network: the gradient at the first layer (or time step) relative to that at the last.</source>
        <translation>हर network का एक training step: पहली layer (या time step) का gradient, आखिरी की तुलना में।</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Lengths</source>
        <translation>लंबाइयाँ</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>पैमाने</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Activations</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>दिखाएँ</translation>
    </message>
    <message>
        <source>A list such as 2,5,10, or a range such as 0.5:3:0.25</source>
        <translation>2,5,10 जैसी सूची, या 0.5:3:0.25 जैसा विस्तार</translation>
    </message>
    <message>
        <source>Press Start: the diagram fills in as the networks are measured.</source>
        <translation>“शुरू” दबाएँ: networks मापे जाते हुए चित्र भरता है।</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>तालिका सहेजें</translation>
    </message>
    <message>
        <source>Wrote {path}</source>
        <translation>{path} लिखा</translation>
    </message>
    <message>
        <source>Runs that ended without a result: {count}. The last: {activation}, length {length}, scale {scale} ({why}).</source>
        <translation>बिना परिणाम समाप्त कर दिए गए: {count}। अंतिम: {activation}, लंबाई {length}, पैमाना {scale} ({why})।</translation>
    </message>
</context>
<context>
    <name>Symbols</name>
    <message>
        <source>new</source>
        <translation>नया</translation>
    </message>
    <message>
        <source>old</source>
        <translation>पुराना</translation>
    </message>
    <message>
        <source>part</source>
        <translation>भाग</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>योग</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>gradient</translation>
    </message>
    <message>
        <source>clipped</source>
        <translation>clip किया</translation>
    </message>
    <message>
        <source>velocity</source>
        <translation>वेग</translation>
    </message>
    <message>
        <source>direction</source>
        <translation>दिशा</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>gradient का norm</translation>
    </message>
    <message>
        <source>clip factor</source>
        <translation>clip factor</translation>
    </message>
    <message>
        <source>negated</source>
        <translation>उलटा</translation>
    </message>
</context>
<context>
    <name>TabTools</name>
    <message>
        <source>All tabs</source>
        <translation>सभी tabs</translation>
    </message>
    <message>
        <source>Fill the window</source>
        <translation>पूरी window में</translation>
    </message>
</context>
<context>
    <name>TableDialog</name>
    <message>
        <source>Line {line}: {word} is not a number.</source>
        <translation>पंक्ति {line}: {word} संख्या नहीं है।</translation>
    </message>
    <message>
        <source>The table is empty: type or paste at least one row.</source>
        <translation>Table खाली है: कम से कम एक पंक्ति लिखें या चिपकाएँ।</translation>
    </message>
    <message>
        <source>Numbers in row {line}: {count}; in the first row: {width}.</source>
        <translation>पंक्ति {line} में {count} संख्याएँ हैं, पहली में {width}।</translation>
    </message>
    <message>
        <source>Leave at least one column for the inputs.</source>
        <translation>Inputs के लिए कम से कम एक स्तंभ छोड़ें।</translation>
    </message>
    <message>
        <source>Custom table</source>
        <translation>अपनी तालिका</translation>
    </message>
    <message>
        <source>One sample per line, numbers separated by commas, semicolons, tabs or spaces. If the first line is text, it gives the column names.</source>
        <translation>हर पंक्ति में एक sample; संख्याओं के बीच comma, semicolon, tab या space। पहली पंक्ति शब्दों की हो, तो वह columns के नाम देती है।</translation>
    </message>
    <message>
        <source>Column names: {count}; columns: {width}.</source>
        <translation>Columns के नाम: {count}; columns: {width}।</translation>
    </message>
    <message>
        <source>These data are sequences: they can only be changed in the experiment file.</source>
        <translation>ये डेटा sequences हैं: इन्हें केवल experiment फ़ाइल में बदला जा सकता है।</translation>
    </message>
    <message>
        <source>Number of target columns (on the right)</source>
        <translation>Target के स्तंभ (दाएँ से गिने हुए)</translation>
    </message>
</context>
<context>
    <name>Themes</name>
    <message>
        <source>Light</source>
        <translation>उजला</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>गहरा</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>तेज़ अंतर</translation>
    </message>
    <message>
        <source>Follow system</source>
        <translation>सिस्टम के अनुसार</translation>
    </message>
</context>
<context>
    <name>Ties</name>
    <message>
        <source>Its own</source>
        <translation>अपने</translation>
    </message>
    <message>
        <source>Transpose of {name}</source>
        <translation>{name} का transpose</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>before the first training step</source>
        <translation>पहले training step से पहले</translation>
    </message>
    <message>
        <source>training step {step}</source>
        <translation>training step {step}</translation>
    </message>
    <message>
        <source>training step {step} · loss {loss}</source>
        <translation>training step {step} · loss {loss}</translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <source>Timeline</source>
        <translation>टाइमलाइन</translation>
    </message>
    <message>
        <source>no changes</source>
        <translation>बिना बदलाव</translation>
    </message>
    <message>
        <source>log</source>
        <translation>लॉग</translation>
    </message>
    <message>
        <source>Give early training steps more room than late ones</source>
        <translation>शुरुआती training steps को बाद वालों से अधिक जगह दें</translation>
    </message>
    <message>
        <source>all</source>
        <translation>सब</translation>
    </message>
    <message>
        <source>Show all training steps again (double-click)</source>
        <translation>सारे training steps फिर दिखाएँ (double-click)</translation>
    </message>
    <message>
        <source>Drag to any past training step; the lower ribbon moves within the current step. The wheel zooms (with Shift it scrolls); a double-click or 0 shows everything; + and − zoom. Arrow keys step, Space runs, Home goes to the start.</source>
        <translation>किसी भी पिछले training step तक खींचें; नीचे की पट्टी मौजूदा step के भीतर ले जाती है। Wheel से zoom होता है, Shift के साथ खिसकता है, double click से सब दिखता है; + और − से zoom, 0 से सब। तीर की keys से step, Space से run, Home से शुरुआत।</translation>
    </message>
    <message>
        <source>Another branch, left at training step {step}: {changes}; computed up to step {end}. Click to switch to it.</source>
        <translation>दूसरा भविष्य, training step {step} पर छूटा: {changes}; step {end} तक ज्ञात। उसमें आगे बढ़ने के लिए क्लिक करें।</translation>
    </message>
</context>
<context>
    <name>ToolVerbs</name>
    <message>
        <source>Run until</source>
        <translation>तब तक चलाएँ</translation>
    </message>
    <message>
        <source>Stop when the loss is below</source>
        <translation>रुकें जब loss इससे कम हो</translation>
    </message>
    <message>
        <source>Checking gradients…</source>
        <translation>Gradients जाँचे जा रहे हैं…</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>रद्द किया गया।</translation>
    </message>
    <message>
        <source>A debugger for learning: step through the forward pass, loss, backward pass and update, in both directions.</source>
        <translation>सीखने का debugger: forward pass, loss, backward pass और update में आगे-पीछे एक-एक चरण चलें।</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>तकनीकी जानकारी कॉपी करें</translation>
    </message>
    <message>
        <source>How many epochs? Training steps in one epoch: {steps}</source>
        <translation>कितने epochs? एक epoch में training steps: {steps}</translation>
    </message>
    <message>
        <source>Run for some epochs</source>
        <translation>Epochs तक चलाएँ</translation>
    </message>
</context>
<context>
    <name>TopLine</name>
    <message>
        <source>Neurons: auto</source>
        <translation>Neurons: स्वतः</translation>
    </message>
    <message>
        <source>Neurons: activation</source>
        <translation>Neurons: activation</translation>
    </message>
    <message>
        <source>Neurons: pictures</source>
        <translation>Neurons: चित्र</translation>
    </message>
    <message>
        <source>What a neuron shows: its value for one sample, or its output over the whole input plane.
Auto: pictures of the input plane, if the network is a classifier with two inputs and there is room.</source>
        <translation>Neuron क्या दिखाए: एक sample के लिए अपना मान, या पूरे input plane पर अपना output।
Auto: जहाँ दो inputs का classification हो और जगह हो, वहाँ चित्र।</translation>
    </message>
    <message>
        <source>Edges: auto</source>
        <translation>रेखाएँ: स्वतः</translation>
    </message>
    <message>
        <source>Edges: weights</source>
        <translation>रेखाएँ: weights</translation>
    </message>
    <message>
        <source>Edges: gradients</source>
        <translation>रेखाएँ: gradients</translation>
    </message>
    <message>
        <source>What the lines between layers show: the weights, or the gradient of the loss with respect to them.</source>
        <translation>Layers के बीच की रेखाएँ क्या दिखाएँ: weights, या उनके अनुसार loss का gradient।</translation>
    </message>
    <message>
        <source>edges: ∂L/∂w</source>
        <translation>रेखाएँ: ∂L/∂w</translation>
    </message>
    <message>
        <source>edges: weights</source>
        <translation>रेखाएँ: weights</translation>
    </message>
    <message>
        <source>neurons: {what}, ring: |δ|</source>
        <translation>neurons: {what}, छल्ला: |δ|</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>activation</translation>
    </message>
    <message>
        <source>zoom in to see weights and neurons</source>
        <translation>weights और neurons देखने के लिए zoom करें</translation>
    </message>
    <message>
        <source>edges: ∂L/∂w, else weights</source>
        <translation>रेखाएँ: ∂L/∂w, वरना weights</translation>
    </message>
    <message>
        <source>neurons: {what} (number), all inputs (picture), |δ| (frame)</source>
        <translation>neurons: संख्या: {what}, चित्र: सभी inputs, चौखट: |δ|</translation>
    </message>
</context>
<context>
    <name>TrainingStepPanel</name>
    <message>
        <source>Input</source>
        <translation>Input</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Hidden</translation>
    </message>
    <message>
        <source>Each hidden layer computes z, then its activation.</source>
        <translation>हर hidden layer पहले z निकालती है, फिर अपना activation।</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Output</translation>
    </message>
    <message>
        <source>The output layer computes the prediction.</source>
        <translation>Output layer prediction निकालती है।</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Loss</translation>
    </message>
    <message>
        <source>One number says how wrong the prediction is.</source>
        <translation>एक संख्या बताती है कि prediction कितना ग़लत है।</translation>
    </message>
    <message>
        <source>Backprop</source>
        <translation>Backprop</translation>
    </message>
    <message>
        <source>The chain rule takes the gradient of the loss back through the layers.</source>
        <translation>Chain rule loss का gradient layers में पीछे की ओर ले जाता है।</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>The optimizer changes every weight; then the next training step begins.</source>
        <translation>Optimizer हर weight बदलता है; फिर अगला training step शुरू होता है।</translation>
    </message>
    <message>
        <source>Click to go to where this part of the training step begins.</source>
        <translation>Click करें: इस training step में जहाँ यह शुरू होता है, वहाँ जाएँ।</translation>
    </message>
    <message>
        <source>This network has no operation of this kind.</source>
        <translation>इस network में ऐसा कोई operation नहीं है।</translation>
    </message>
    <message>
        <source>The sample is ready, and nothing in this training step has been computed yet.</source>
        <translation>Sample सामने है; इस training step में अभी कुछ निकाला नहीं गया है।</translation>
    </message>
</context>
<context>
    <name>UnrolledPanel</name>
    <message>
        <source>Drag the dashed line, or move it with the arrow keys: no gradient crosses it to the left, as in truncated backpropagation through time. Click a cell to see its program line.</source>
        <translation>टूटी रेखा खींचें, या तीर कुंजियों से चलाएँ: gradient उसके बाईं ओर नहीं जाता, जैसे truncated backpropagation through time में। किसी खाने पर click करके उसकी पंक्ति देखें।</translation>
    </message>
    <message>
        <source>Spectral radius of the recurrent matrix: the factor by which a linear network&apos;s gradient grows or shrinks per time step. If the first training step is shown, it is run again with the scaled matrix.</source>
        <translation>Recurrent matrix का spectral radius: रैखिक network का gradient हर time step इतने गुना बढ़ता या घटता है। जब तक पहला training step दिख रहा है, वह बदली matrix के साथ फिर चलता है।</translation>
    </message>
    <message>
        <source>Unrolled</source>
        <translation>समय में फैला</translation>
    </message>
    <message>
        <source>Cut after t = {time}: what is lost will be known after the backward pass.</source>
        <translation>t = {time} के बाद कटा: क्या खोया, यह backward pass के बाद पता चलता है।</translation>
    </message>
    <message>
        <source>{name} loses {share} (cosine {cosine})</source>
        <translation>{name} का {share} खोता है (cosine {cosine})</translation>
    </message>
    <message>
        <source>Cut after t = {time}: </source>
        <translation>t = {time} के बाद कटा: </translation>
    </message>
    <message>
        <source>{node}, t = {time}: not computed yet</source>
        <translation>{node}, t = {time}: अभी नहीं निकला</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>अभी नहीं निकला</translation>
    </message>
    <message>
        <source>{name}: t = {time} contributes {share} of the gradient</source>
        <translation>{name}: t = {time} gradient का {share} जोड़ता है</translation>
    </message>
    <message>
        <source>; {kept} with the cut</source>
        <translation>; cut के साथ {kept}</translation>
    </message>
    <message>
        <source>Drag the dashed line to see what is lost when no gradient crosses it; training does not change.</source>
        <translation>Dashed रेखा खींचकर देखें कि जहाँ कोई gradient पार नहीं होता वहाँ क्या खोता है; training नहीं बदलती।</translation>
    </message>
    <message>
        <source>This is only a trial cut: training uses the whole gradient.</source>
        <translation>यह केवल देखने के लिए है: training पूरा gradient लेती है।</translation>
    </message>
    <message>
        <source>This is only a trial cut: training itself lets gradients reach back {count} time steps.</source>
        <translation>यह केवल देखने के लिए है: training में gradient ख़ुद {count} time steps पीछे तक जाते हैं।</translation>
    </message>
    <message>
        <source>This is only a trial cut: training itself lets gradients reach back {count} time step.</source>
        <translation>यह केवल देखने के लिए है: training में gradient ख़ुद {count} time step पीछे तक जाते हैं।</translation>
    </message>
    <message>
        <source>no weight loses any gradient</source>
        <translation>किसी weight का कुछ नहीं खोता</translation>
    </message>
</context>
<context>
    <name>WatchesPanel</name>
    <message>
        <source>Values by name: value(&quot;h.a&quot;), grad(&quot;h.z&quot;), update(&quot;x→h.weight&quot;), loss, step. grad(&quot;x→h.weight&quot;) is the gradient that the update uses; where gradients are not set to zero, fresh(&quot;x→h.weight&quot;) is that of this step alone. Functions: norm, max, min, mean, sum, abs, sqrt, log10, finite.</source>
        <translation>नाम से मान: value(&quot;h.a&quot;), grad(&quot;h.z&quot;), update(&quot;x→h.weight&quot;), loss, step. grad(&quot;x→h.weight&quot;) वह gradient है जो update में लगता है; जहाँ gradients शून्य नहीं किए जाते, वहाँ fresh(&quot;x→h.weight&quot;) केवल इसी step का gradient है। Functions: norm, max, min, mean, sum, abs, sqrt, log10, finite.</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Watch करें</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>व्यंजक</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>मान</translation>
    </message>
    <message>
        <source>Double-click to change, Del to remove; tick the box to stop a run when the expression becomes true.</source>
        <translation>बदलने के लिए डबल-क्लिक, हटाने के लिए Del; निशान लगाने पर व्यंजक सच होते ही run रुकता है।</translation>
    </message>
    <message>
        <source>not computed yet</source>
        <translation>अभी निकाला नहीं गया</translation>
    </message>
    <message>
        <source>Remove this watch</source>
        <translation>यह watch हटाएँ</translation>
    </message>
    <message>
        <source>Ask for this number</source>
        <translation>इस संख्या के बारे में पूछें</translation>
    </message>
    <message>
        <source>Wait until this is true</source>
        <translation>इसके सच होने तक रुकें</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>A debugger for learning: step through the forward pass, loss, backward pass and update, in both directions.</source>
        <translation>सीखने का debugger: forward pass, loss, backward pass और update में आगे-पीछे एक-एक चरण चलें।</translation>
    </message>
    <message>
        <source>Back to the network</source>
        <translation>Network पर लौटें</translation>
    </message>
    <message>
        <source>Draw a new network</source>
        <translation>नया network बनाएँ</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>फ़ाइल खोलें…</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>भाषा</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>रंग</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>हाल की फ़ाइलें</translation>
    </message>
    <message>
        <source>Files that you open or save appear here.</source>
        <translation>जो फ़ाइलें आप खोलते या सहेजते हैं, वे यहाँ दिखती हैं।</translation>
    </message>
    <message>
        <source>Unsaved work was found; the last session did not close properly.</source>
        <translation>बिना सहेजा काम मिला; पिछला सत्र ठीक से समाप्त नहीं हुआ।</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>खोलें</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>छोड़ दें</translation>
    </message>
    <message>
        <source>Find an example by its name or by what it shows</source>
        <translation>उदाहरण ढूँढें: नाम का, या वह क्या दिखाता है उसका, कोई शब्द लिखें</translation>
    </message>
    <message>
        <source>No example matches.</source>
        <translation>इस नाम का कोई उदाहरण नहीं।</translation>
    </message>
    <message>
        <source>Lessons: predict a value, then see it computed</source>
        <translation>पाठ: पहले अनुमान, फिर गणना देखें</translation>
    </message>
    <message>
        <source>All lessons</source>
        <translation>सभी पाठ</translation>
    </message>
    <message>
        <source>Do you remember? Questions: {count}</source>
        <translation>क्या अब भी याद है? सवाल: {count}</translation>
    </message>
    <message>
        <source>Questions from earlier lessons, with new numbers</source>
        <translation>पहले के पाठों के सवाल, नई संख्याओं पर</translation>
    </message>
</context>
<context>
    <name>WordsForm</name>
    <message>
        <source>One way to say it</source>
        <translation>ऐसे कह सकते हैं</translation>
    </message>
    <message>
        <source>The learner&apos;s sentence is not graded; yours is shown beside it.</source>
        <translation>सीखने वाले का वाक्य जाँचा नहीं जाता; आपका वाक्य उसके साथ दिखता है।</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Data</source>
        <translation>डेटा</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>विवरण</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>प्रोग्राम</translation>
    </message>
    <message>
        <source>Formula</source>
        <translation>सूत्र</translation>
    </message>
    <message>
        <source>Heatmaps</source>
        <translation>हीटमैप</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>टाइमलाइन</translation>
    </message>
    <message>
        <source>Watches</source>
        <translation>Watch</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>रूपरेखा</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>निदान</translation>
    </message>
    <message>
        <source>Unrolled</source>
        <translation>समय में फैला</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>तुलना</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>टिप्पणियाँ</translation>
    </message>
    <message>
        <source>untitled</source>
        <translation>बिना नाम</translation>
    </message>
    <message>
        <source>Add a layer: {name}</source>
        <translation>Layer जोड़ें: {name}</translation>
    </message>
    <message>
        <source>Live plot</source>
        <translation>लाइव plot</translation>
    </message>
    <message>
        <source>Follows the phase: activations, loss, gradient, update.</source>
        <translation>फ़ेज़ के साथ बदलता है: activations, loss, gradient, update।</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>पाठ</translation>
    </message>
    <message>
        <source>Predict, step, see, understand.</source>
        <translation>पहले अनुमान, फिर step, देखें और समझें।</translation>
    </message>
    <message>
        <source>Write a lesson</source>
        <translation>पाठ लिखें</translation>
    </message>
    <message>
        <source>States</source>
        <translation>States की तालिका</translation>
    </message>
    <message>
        <source>Input, hidden state, output and gradient at every time step, as numbers; the product of Jacobians between two time steps.</source>
        <translation>हर time step पर input, hidden state, output और gradient, संख्याओं में; और दो time steps के बीच Jacobians का गुणनफल।</translation>
    </message>
    <message>
        <source>Flowchart</source>
        <translation>फ़्लोचार्ट</translation>
    </message>
    <message>
        <source>A training step as boxes to click: input, hidden, output, loss, backprop, update.</source>
        <translation>Training step के click करने लायक boxes: input, hidden, output, loss, backprop, update।</translation>
    </message>
    <message>
        <source>Turn moments into steps and questions.</source>
        <translation>क्षण steps और प्रश्न बनते हैं।</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Layers की तालिका</translation>
    </message>
    <message>
        <source>Recorded run: {name}</source>
        <translation>Record किया हुआ run: {name}</translation>
    </message>
    <message>
        <source>The layers of a recorded run as a table, worst first, to sort and filter.</source>
        <translation>Record किए हुए run की layers तालिका में: सबसे बुरी पहले, छाँटने और क्रम बदलने लायक।</translation>
    </message>
</context>
<context>
    <name>Worksheets</name>
    <message>
        <source>Worksheets</source>
        <translation>अभ्यास-पत्र</translation>
    </message>
    <message>
        <source>An answer key for each sheet, with the wrong answers to expect</source>
        <translation>हर पर्चे के लिए उत्तर, संभावित ग़लत उत्तरों के साथ</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>पाठ</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>भाषा</translation>
    </message>
    <message>
        <source>Different sheets</source>
        <translation>अलग-अलग पर्चे</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>फ़ॉर्मैट</translation>
    </message>
    <message>
        <source>The first sheet uses the numbers of the lesson; each of the others has its own numbers and answers.</source>
        <translation>पहले पर्चे में पाठ की संख्याएँ हैं; बाकी हर पर्चे की अपनी संख्याएँ और अपने उत्तर हैं।</translation>
    </message>
</context>
<context>
    <name>argparse</name>
    <message>
        <source>usage: </source>
        <translation>उपयोग: </translation>
    </message>
    <message>
        <source>positional arguments</source>
        <translation>arguments</translation>
    </message>
    <message>
        <source>options</source>
        <translation>विकल्प</translation>
    </message>
    <message>
        <source>show this help message and exit</source>
        <translation>यह सहायता दिखाकर बंद करें</translation>
    </message>
    <message>
        <source>%(prog)s: error: %(message)s
</source>
        <translation>%(prog)s: गड़बड़ी: %(message)s
</translation>
    </message>
    <message>
        <source>the following arguments are required: %s</source>
        <translation>ये arguments ज़रूरी हैं: %s</translation>
    </message>
    <message>
        <source>unrecognized arguments: %s</source>
        <translation>अनजाने arguments: %s</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>एक argument चाहिए</translation>
    </message>
    <message>
        <source>expected at least one argument</source>
        <translation>कम से कम एक argument चाहिए</translation>
    </message>
    <message>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>argument %(argument_name)s: %(message)s</translation>
    </message>
    <message>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>%(value)r नहीं चल सकता (इनमें से चुनें: %(choices)s)</translation>
    </message>
    <message>
        <source>invalid %(type)s value: %(value)r</source>
        <translation>%(value)r सही %(type)s नहीं है</translation>
    </message>
    <message>
        <source>not allowed with argument %s</source>
        <translation>argument %s के साथ नहीं चल सकता</translation>
    </message>
    <message>
        <source>ambiguous option: %(option)s could match %(matches)s</source>
        <translation>विकल्प %(option)s साफ़ नहीं: %(matches)s में से कौन-सा?</translation>
    </message>
    <message>
        <source>ignored explicit argument %r</source>
        <translation>argument %r छोड़ दिया गया</translation>
    </message>
</context>
</TS>
